#include "correct_names.h"

#include <stddef.h>

const char *const prose_with_names[] = {
    "Ordföranden %s och %s justerar dagens protokoll.",
    "%s yrkar bifall till förvaltningens förslag och avslag på %ss yrkande.",
    "I ärendet yttrar sig %s, %s och %s.",
    "%s (S) och %s (V) reserverar sig mot beslutet till förmån för det egna yrkandet.",
    "Nämnden utser %s till ersättare i utskottet efter %s, som har flyttat från kommunen.",
    "Föredragande i ärendet är enhetschefen %s.",
    "På grund av jäv deltar %s varken i överläggningen eller i beslutet.",
    "%s anmäler att skrivelsen från %s har besvarats av förvaltningen.",
    "Till rösträknare utses %s och %s.",
    "Fråga från %s om snöröjningen på gångbanorna besvaras av %s.",
    "Omröstning begärs. Ja röstar %s, %s och %s. Nej röstar %s. Avstår gör %s.",
    "Kommunstyrelsen tackar %s för redovisningen av delårsbokslutet.",
    "%s inkommer med ett särskilt yttrande, och %s ansluter sig till det.",
    "Enligt %s har de boende på äldreboendet inte fått någon information om flytten.",
    "%ss motion om fler sittplatser i parkerna överlämnas till tekniska nämnden.",
    "Som ombud vid årsstämman väljs %s, med %s som ersättare.",
    "Interpellation av %s till %s om väntetiderna i hemtjänsten bordläggs.",
    "Sökanden, %s, har ansökt om bygglov för tillbyggnad av fritidshus.",
    "Ansvarig handläggare: %s.",
    "Klockan 14.35 lämnar %s mötet och ersätts av %s.",
    "Förre ordföranden %s avtackas, och %s hälsas välkommen i nämnden.",
    "Medborgarförslaget från %s om en cykelväg längs ån avslås.",
    "Nämnden har tagit del av brevet från %s och av det svar som %s har undertecknat.",
    "Arrendet upplåts till %s på fem år från den 1 april.",
    NULL};

const char *const prose_lines[] = {"%s (S), ordförande",
                                   "%s (M), vice ordförande",
                                   "%s (C)",
                                   "%s (KD), tjänstgörande ersättare",
                                   "%s, förvaltningschef",
                                   "%s, nämndsekreterare",
                                   "Ledamot    %s    närvarande    ja",
                                   "Ersättare  %s    frånvarande   -",
                                   "%s\t1 250 kr\t3 sammanträden",
                                   "Reservation av %s (S)",
                                   "Anmält förhinder: %s (MP)",
                                   "- %s (L), §§ 12-19",
                                   NULL};

const char *const prose_headings[] = {"VAL AV %s TILL REVISOR", "ENKEL FRÅGA FRÅN %s", "MOTION AV %s", NULL};

const char *const prose_plain[] = {
    "Nämnden beslutar enligt förvaltningens förslag att godkänna rapporten och lägga den till handlingarna.",
    "Ärendet återremitteras för att kostnaderna ska redovisas tydligare.",
    "Förvaltningen föreslår att avgiften höjs till 1 350 kronor från och med den 1 januari.",
    "Bakgrunden är att antalet barn i förskolan har ökat under de senaste fem åren.",
    "Vid överläggningen framhölls att trafiksäkerheten vid skolan måste förbättras.",
    "Beslutet ska skickas till kommunfullmäktige och till kommunens revisorer.",
    "Under våren har två nya grupper startats på fritidsgården, och fler ungdomar har kommit dit.",
    "Detaljplanen har varit utställd för granskning och tre yttranden har kommit in.",
    "Åtgärderna bedöms inte medföra några kostnader utöver den beslutade budgeten.",
    "Nästa sammanträde äger rum i stadshuset torsdagen den 12 mars klockan 13.30.",
    "Hyran för lokalen räknas upp årligen, och avtalet kan sägas upp med nio månaders varsel.",
    "Det återstår att pröva om marken är förorenad innan bygget kan påbörjas.",
    "Öppettiderna på biblioteket utökas på prov till och med sista juni.",
    "Länsstyrelsen har överlämnat sitt yttrande över översiktsplanen.",
    "Sammanträdet ajourneras i tio minuter och återupptas därefter.",
    "Propositionsordningen godkänns. Ordföranden finner att nämnden beslutar att bifalla förslaget.",
    "Kostnaden för färdtjänsten har minskat, men antalet resor är oförändrat.",
    "Ingen särskild konsekvensbeskrivning för jämställdhet har gjorts i ärendet.",
    NULL};
