# What `cmake --install` gives: program, worker, libraries, headers, pkg-config files, a
# CMake package, man pages, completion, language data.

set(REN_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/renskrift)
set(ren_libraries renskrift)
file(GLOB ren_headers ${PROJECT_SOURCE_DIR}/include/renskrift/*.h)
if(RENSKRIFT_OCR)
  list(APPEND ren_libraries renskrift-ocr)
  install(TARGETS renskrift-worker DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/renskrift)
endif()

install(TARGETS ${ren_libraries} EXPORT renskrift-targets
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} NAMELINK_SKIP)
install(TARGETS ${ren_libraries} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} NAMELINK_ONLY)
set_target_properties(${ren_libraries} PROPERTIES INSTALL_RPATH "$ORIGIN")
install(TARGETS renskrift-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${ren_headers} ${PROJECT_BINARY_DIR}/include/renskrift/version.h
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/renskrift)
install(FILES ${PROJECT_BINARY_DIR}/share/renskrift/sv.renmodel DESTINATION ${CMAKE_INSTALL_DATADIR}/renskrift)

install(EXPORT renskrift-targets NAMESPACE renskrift:: DESTINATION ${REN_PACKAGE_DIR})
configure_package_config_file(${PROJECT_SOURCE_DIR}/cmake/renskrift-config.cmake.in
  ${PROJECT_BINARY_DIR}/renskrift-config.cmake INSTALL_DESTINATION ${REN_PACKAGE_DIR})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/renskrift-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/renskrift-config.cmake ${PROJECT_BINARY_DIR}/renskrift-config-version.cmake
  DESTINATION ${REN_PACKAGE_DIR})

foreach(library IN LISTS ren_libraries)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/${library}.pc.in ${PROJECT_BINARY_DIR}/${library}.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/${library}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endforeach()

install(FILES ${PROJECT_SOURCE_DIR}/completions/renskrift.bash
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME renskrift OPTIONAL)

# Man pages are written in scdoc.
find_program(REN_SCDOC scdoc)
file(GLOB ren_pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/man/*.scd)
if(REN_SCDOC AND ren_pages)
  set(ren_man)
  foreach(page IN LISTS ren_pages)
    get_filename_component(name ${page} NAME_WLE) # renskrift-run.1.scd -> renskrift-run.1
    set(made ${PROJECT_BINARY_DIR}/man/${name})
    add_custom_command(OUTPUT ${made} COMMAND ${CMAKE_COMMAND} -E make_directory ${PROJECT_BINARY_DIR}/man
      COMMAND sh -c "'${REN_SCDOC}' < '${page}' > '${made}'" DEPENDS ${page} VERBATIM)
    list(APPEND ren_man ${made})
  endforeach()
  add_custom_target(man ALL DEPENDS ${ren_man})
  install(FILES ${ren_man} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endif()
