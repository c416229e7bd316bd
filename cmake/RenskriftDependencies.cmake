# Libraries from Debian packages, each as an imported target ren::NAME whose headers
# count as system headers (our warnings are for our code).
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

function(ren_dependency name module)
  pkg_check_modules(REN_${name} REQUIRED IMPORTED_TARGET GLOBAL ${module})
  add_library(ren::${name} ALIAS PkgConfig::REN_${name})
endfunction()

ren_dependency(jansson jansson)
ren_dependency(sqlite sqlite3)
ren_dependency(utf8proc libutf8proc)
ren_dependency(xxhash libxxhash)
ren_dependency(lzma liblzma)
ren_dependency(zlib zlib)
ren_dependency(zstd libzstd)

# libhyphen comes without a .pc file.
find_path(REN_HYPHEN_INCLUDE hyphen.h REQUIRED)
find_library(REN_HYPHEN_LIBRARY hyphen REQUIRED)
add_library(ren_hyphen INTERFACE)
target_include_directories(ren_hyphen SYSTEM INTERFACE ${REN_HYPHEN_INCLUDE})
target_link_libraries(ren_hyphen INTERFACE ${REN_HYPHEN_LIBRARY})
add_library(ren::hyphen ALIAS ren_hyphen)

if(RENSKRIFT_OCR)
  ren_dependency(tesseract tesseract)
  ren_dependency(leptonica lept)
  if(RENSKRIFT_PDF)
    ren_dependency(poppler poppler-glib)
    ren_dependency(qpdf libqpdf)
  endif()
endif()
if(RENSKRIFT_TESTS)
  ren_dependency(cmocka cmocka)
endif()
