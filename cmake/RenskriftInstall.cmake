install(FILES ${PROJECT_BINARY_DIR}/include/renskrift/version.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/renskrift)
