# ren_module, ren_library, ren_worker, ren_program, ren_sign_samples, ren_language_data,
# ren_learn_confusions

add_library(ren_flags INTERFACE)
target_compile_features(ren_flags INTERFACE c_std_17)
target_compile_options(ren_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes
  -Wno-sign-conversion -fvisibility=hidden)
target_compile_definitions(ren_flags INTERFACE _GNU_SOURCE)
if(RENSKRIFT_SANITIZE)
  target_compile_options(ren_flags INTERFACE -fsanitize=${RENSKRIFT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(ren_flags INTERFACE -fsanitize=${RENSKRIFT_SANITIZE})
  target_compile_definitions(ren_flags INTERFACE REN_DEBUG_ARENA)
endif()
if(RENSKRIFT_FUZZ) # coverage of the modules, not only of the targets
  target_compile_options(ren_flags INTERFACE -fsanitize=fuzzer-no-link)
  target_link_options(ren_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)

# ren_module(NAME ROOTS folder... [SOURCES folder...] [DEPENDS module-or-library...])
# A module is the .c files of its folders (not of subfolders). It is compiled once
# and can be linked on its own, for unit tests and fuzzing, as m_NAME.
function(ren_module name)
  cmake_parse_arguments(ARG "" "" "ROOTS;SOURCES;DEPENDS" ${ARGN})
  if(NOT ARG_SOURCES)
    set(ARG_SOURCES ${name})
  endif()
  set(files)
  foreach(folder IN LISTS ARG_SOURCES)
    file(GLOB found CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.c)
    list(APPEND files ${found})
  endforeach()
  add_library(o_${name} OBJECT ${files})
  target_include_directories(o_${name} PRIVATE ${PROJECT_SOURCE_DIR}/include ${PROJECT_BINARY_DIR}/include)
  foreach(root IN LISTS ARG_ROOTS)
    target_include_directories(o_${name} PRIVATE ${PROJECT_SOURCE_DIR}/${root})
  endforeach()
  add_library(m_${name} STATIC $<TARGET_OBJECTS:o_${name}>)
  target_link_libraries(o_${name} PRIVATE ren_flags)
  target_link_libraries(m_${name} PUBLIC Threads::Threads m INTERFACE ren_flags)
  set(externals)
  foreach(dep IN LISTS ARG_DEPENDS)
    if(TARGET ren::${dep})
      target_link_libraries(o_${name} PRIVATE ren::${dep})
      target_link_libraries(m_${name} PUBLIC ren::${dep})
      list(APPEND externals ren::${dep})
    else()
      target_link_libraries(m_${name} PUBLIC m_${dep})
    endif()
  endforeach()
  set_target_properties(o_${name} PROPERTIES REN_ROOTS "${ARG_ROOTS}" REN_EXTERNALS "${externals}")
endfunction()

# A shared, versioned library of whole modules; only REN_API symbols are exported.
function(ren_library name)
  cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
  add_library(${name} SHARED)
  foreach(module IN LISTS ARG_UNPARSED_ARGUMENTS)
    target_sources(${name} PRIVATE $<TARGET_OBJECTS:o_${module}>)
    get_target_property(externals o_${module} REN_EXTERNALS)
    target_link_libraries(${name} PRIVATE ${externals})
  endforeach()
  target_link_libraries(${name} PRIVATE ren_flags Threads::Threads m PUBLIC ${ARG_LINK})
  if(NOT RENSKRIFT_SANITIZE)
    target_link_options(${name} PRIVATE -Wl,--no-undefined)
  endif()
  set_target_properties(${name} PROPERTIES VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}
    EXPORT_NAME ${name} LINKER_LANGUAGE C)
  target_include_directories(${name} PUBLIC
    $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  add_library(renskrift::${name} ALIAS ${name})
endfunction()

# The program that opens images and PDFs. poppler's GPL reaches this one only.
function(ren_worker)
  file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/ocr/source/*.c ${PROJECT_SOURCE_DIR}/ocr/recognise/*.c)
  if(NOT RENSKRIFT_PDF)
    list(FILTER files EXCLUDE REGEX "/[a-z_]*pdf[a-z_]*\\.c$")
  endif()
  add_executable(renskrift-worker ${files})
  target_include_directories(renskrift-worker PRIVATE ${PROJECT_SOURCE_DIR}/ocr)
  target_include_directories(renskrift-worker PRIVATE ${PROJECT_SOURCE_DIR}/include ${PROJECT_BINARY_DIR}/include
    ${PROJECT_SOURCE_DIR}/base)
  target_link_libraries(renskrift-worker PRIVATE ren_flags m_prepare m_ocr m_signs m_marks m_cage ren::tesseract ren::leptonica ren::jansson)
  if(RENSKRIFT_PDF)
    target_compile_definitions(renskrift-worker PRIVATE REN_WITH_PDF)
    target_link_libraries(renskrift-worker PRIVATE ren::poppler ren::qpdf)
  endif()
endfunction()

function(ren_program)
  file(GLOB files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/cli/*.c)
  add_executable(renskrift-cli ${files})
  set_target_properties(renskrift-cli PROPERTIES OUTPUT_NAME renskrift INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}")
  target_include_directories(renskrift-cli PRIVATE ${PROJECT_SOURCE_DIR}/cli)
  target_link_libraries(renskrift-cli PRIVATE ren_flags renskrift ren::zlib ren::zstd Threads::Threads m)
  target_compile_definitions(renskrift-cli PRIVATE
    REN_RELATIVE_DATA="../${CMAKE_INSTALL_DATADIR}/renskrift" REN_RELATIVE_LIBEXEC="../${CMAKE_INSTALL_LIBEXECDIR}/renskrift")
  if(RENSKRIFT_OCR)
    target_link_libraries(renskrift-cli PRIVATE renskrift-ocr)
    target_compile_definitions(renskrift-cli PRIVATE REN_WITH_OCR)
    add_dependencies(renskrift-cli renskrift-worker)
  endif()
endfunction()

# Cuts glyphs out of pages for tools/signs/learn.sh; not part of `all`.
function(ren_sign_samples)
  add_executable(sign_samples EXCLUDE_FROM_ALL ${PROJECT_SOURCE_DIR}/tools/signs/sign_samples.c)
  target_include_directories(sign_samples PRIVATE ${PROJECT_SOURCE_DIR}/ocr ${PROJECT_SOURCE_DIR}/include
    ${PROJECT_BINARY_DIR}/include ${PROJECT_SOURCE_DIR}/base)
  target_link_libraries(sign_samples PRIVATE ren_flags m_prepare m_signs)
endfunction()

# dict/*.tsv and tables + Debian's hunspell-sv -> share/sv.renmodel, made by the
# program itself.
function(ren_language_data)
  set(REN_MODEL ${PROJECT_BINARY_DIR}/share/renskrift/sv.renmodel)
  file(GLOB tables CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/dict/*.tsv ${PROJECT_SOURCE_DIR}/dict/*.xz)
  add_custom_command(OUTPUT ${REN_MODEL}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/share/renskrift
    COMMAND renskrift-cli model build --tables ${PROJECT_SOURCE_DIR}/dict
            --hunspell ${RENSKRIFT_DICT_DIR}/sv_SE.dic --output ${REN_MODEL} --quiet
    DEPENDS renskrift-cli ${tables}
    COMMENT "Compiling the language data" VERBATIM)
  add_custom_target(language-data ALL DEPENDS ${REN_MODEL})
endfunction()

# Makes dict/confusions.tsv again (tools/confusions/learn.sh); built when asked for only.
function(ren_learn_confusions)
  add_executable(learn_confusions EXCLUDE_FROM_ALL ${PROJECT_SOURCE_DIR}/tools/learn_confusions.c)
  target_include_directories(learn_confusions PRIVATE ${PROJECT_SOURCE_DIR}/include ${PROJECT_BINARY_DIR}/include
    ${PROJECT_SOURCE_DIR}/tools/confusions)
  target_link_libraries(learn_confusions PRIVATE ren_flags m_confusions)
endfunction()

# dedup_rules.h: a hash of the sources by which texts are judged. Verdicts that another
# build remembered are not believed.
function(ren_dedup_rules)
  set(made ${PROJECT_BINARY_DIR}/generated/dedup_rules.h)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/normalize/dedup/*.[ch] ${PROJECT_SOURCE_DIR}/base/utf8.[ch])
  add_custom_command(OUTPUT ${made}
    COMMAND ${CMAKE_COMMAND} "-DSOURCES=${sources}" -DOUT=${made} -P ${PROJECT_SOURCE_DIR}/cmake/RenskriftRules.cmake
    DEPENDS ${sources} ${PROJECT_SOURCE_DIR}/cmake/RenskriftRules.cmake VERBATIM)
  target_sources(o_dedup PRIVATE ${made})
  target_include_directories(o_dedup PRIVATE ${PROJECT_BINARY_DIR}/generated)
endfunction()
