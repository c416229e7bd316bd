# needs: model
echo 'Namnden beslutar att godkanna forslaget fran forvaltningen.' | renskrift correct
