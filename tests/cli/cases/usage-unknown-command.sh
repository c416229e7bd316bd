renskrift claen protokoll.txt
