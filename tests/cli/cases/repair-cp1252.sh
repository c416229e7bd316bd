# needs: model
printf 'N\344mnden beslutar att \345terremittera \344rendet till f\366rvaltningen.\n' | renskrift repair
