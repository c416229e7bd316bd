/* copies.h: a reservation, and the same as a scan has it. */
#ifndef DEDUP_COPIES_H
#define DEDUP_COPIES_H

static const char school[] = "Vi anser att nämnden borde ha avslagit förvaltningens förslag till ny skolstruktur. "
                             "Elevernas väg till skolan blir längre och de små enheterna, som vårdnadshavarna är "
                             "mycket nöjda med, läggs ned utan att någon barnkonsekvensanalys har gjorts. Dessutom "
                             "saknas en beräkning av vad skolskjutsarna kommer att kosta när tre skolor ska slås ihop "
                             "till en. Vi yrkade därför på återremiss för att få ett fullständigt underlag.";
static const char school_ocr[] =
    "Vi anser att namnden borde ha avslagit forvaltningens fdrslag till ny skolstruktur. "
    "Elevernas vag till sko1an blir langre och de smä enhetema, som vardnadshavarna ar "
    "mycket ndjda med, laggs ned utan att nagon barnkonsekvensanalys har gjorts. Dessutorn "
    "saknas en berakning av vad skolskjutsama kommer att kosta nar tre skolor ska slas ihop "
    "till en. Vi yrkade darfor pa aterremiss for att fa ett fullstandigt under1ag.";

#endif
