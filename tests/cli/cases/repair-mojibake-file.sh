# needs: model
printf 'Kommunstyrelsen föreslår att Ã…rsta och HÃ¤gersten slås ihop.\n' >trasig.txt
renskrift repair --explain trasig.txt >lagad.txt
cat lagad.txt
