# cmake -DSOURCES=list -DOUT=file -P: writes dedup_rules.h (see ren_dedup_rules).
set(all "")
foreach(source IN LISTS SOURCES)
  file(SHA256 ${source} hash)
  string(APPEND all ${hash})
endforeach()
string(SHA256 all "${all}")
string(SUBSTRING ${all} 0 16 all)
file(WRITE ${OUT} "#define REN__DEDUP_RULES UINT64_C(0x${all})\n")
