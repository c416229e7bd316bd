# needs: model
renskrift model info | "$CHECK_SCHEMA" "$FORMATS"
