# needs: model
# Bytes that nothing explains.
printf 'Protokollet \377\376\201 justeras den 3 maj.\n' >x.txt
renskrift repair --from utf-8 --invalid drop x.txt
renskrift repair --from utf-8 --invalid fail x.txt
