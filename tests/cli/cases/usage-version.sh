renskrift --version
