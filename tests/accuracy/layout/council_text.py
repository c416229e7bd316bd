"""Council prose from patterns: sentences, headings, lists and tables, all by one random generator."""

ORGANS = """kommunstyrelsen|socialnämnden|byggnadsnämnden|kultur- och fritidsnämnden|tekniska nämnden
utbildningsnämnden|miljö- och hälsoskyddsnämnden|överförmyndarnämnden|omsorgsnämnden|valnämnden
kommunfullmäktige|räddningsnämnden|samhällsbyggnadsnämnden|revisorerna""".replace("\n", "|").split("|")
TOWNS = "Lillåkra|Norrvåla|Högsjö|Västermåla|Öjebro|Tallnäs|Ekeryd|Åminne|Sörbygden|Kvarnfors".split("|")
FIRST = """Anna|Erik|Lena|Göran|Maria|Åke|Birgitta|Ömer|Fatima|Sven-Åke|Karin|Jörgen|Ingrid|Per|Märta|Håkan
Susanne|Olle|Ann-Charlotte|Mikael|Zahra|Tomas|Ulla|Björn""".replace("\n", "|").split("|")
LAST = """Lindqvist|Åberg|Svensson|Öhman|Nordin|Hallberg|Ekström|Wallin|Söderlund|Bergkvist|Sjögren|Hammar
Dahlgren|Al-Hassan|Fransson|Mårtensson|Kärrman|Björklund|Nyström|Rask""".replace("\n", "|").split("|")
PARTIES = "S|M|SD|C|V|KD|L|MP".split("|")
MONTHS = "januari|februari|mars|april|maj|juni|augusti|september|oktober|november|december".split("|")
MATTERS = """detaljplanen för kvarteret Björken|taxan för vatten och avlopp|föreningsbidragen till ungdomsverksamhet
den nya förskolan vid Storgatan|ombyggnaden av sporthallen|riktlinjerna för färdtjänst|planen för skolskjutsar
underhållet av gång- och cykelvägar|samverkansavtalet med regionen|inköpet av elbussar|parkeringsnormen i centrum
biblioteksplanen|upphandlingen av livsmedel|stödet till anhöriga|bostadsförsörjningsprogrammet|lekplatsen i Ängsparken
vinterväghållningen|revisionsrapporten om arkivvård|medborgarförslaget om belysning|reservkraften vid vattenverket
arbetsmarknadsåtgärderna för unga|kulturskolans avgifter|hemtjänstens planeringssystem|brandskyddet i äldreboenden
tillgängligheten i offentliga lokaler|strandskyddet vid Mörtsjön|skötseln av naturreservatet""".replace("\n", "|").split("|")
PLACES = "Sammanträdesrummet Eken|Stadshuset, plan 3|Folkets hus|Gamla rådhuset, sessionssalen|Bygdegården".split("|")
PEOPLE = "barn och unga|äldre|de boende|näringslivet|föreningarna|brukarna|medborgarna|eleverna|personalen".split("|")
STARTS = """I samband med budgetarbetet har|Vid en genomgång av|Efter samråd med|Mot bakgrund av|Med anledning av
Under det gångna året har|Till följd av|Enligt uppgift från""".replace("\n", "|").split("|")
FULL = """{O} har sedan {m} {y} arbetat med {a}, och förslaget har varit ute på remiss hos {o} och {o2}.
Kostnaden beräknas till {n} kronor, vilket ryms inom den beslutade ramen för {y}.
Förvaltningen bedömer att {a} bör samordnas med {a2} för att undvika dubbelarbete.
Av yttrandet framgår att {p} påverkas i liten utsträckning, men att uppföljningen behöver bli bättre.
{N} ({k}) framhåller att ärendet har dragit ut på tiden och att {p} väntar på besked.
{O} beslutade den {d} {m} {y} att ge förvaltningen i uppdrag att utreda {a}.
Utredningen visar att behovet är störst i {t}, där antalet ansökningar ökade med {i} procent.
Ett alternativ som har prövats är att flytta ansvaret till {o}, men det skulle ge högre kostnader på sikt.
Synpunkter har kommit in från {i} personer, de flesta boende i {t} och {t2}.
De ekonomiska följderna för {o} är begränsade så länge antalet ärenden inte överstiger {i} om året.
Vidare konstateras att {a} hänger nära samman med {a2} och därför ska behandlas vid samma tillfälle.
Om beslutet överklagas kan genomförandet försenas till tidigast {m} {y}.
Bestämmelserna i 4 kap. {i} § kommunallagen (2017:725) är tillämpliga på ärendet.
Under perioden {y}-{y2} planeras ytterligare åtgärder som gäller {a}.
Det är angeläget att {p} får tydlig information i god tid innan arbetet påbörjas.
En jämförelse med andra kommuner av samma storlek visar att {a} är eftersatt.
Tjänstepersoner från förvaltningen har besökt {t} och samtalat med {p} om {a2}.
{O} har inget att erinra mot förslaget men vill framhålla vikten av en tidig dialog med {p}.
Barnkonsekvensanalysen visar inga hinder, men trafiksäkerheten vid skolorna behöver ses över särskilt.
Investeringen skrivs av på {i} år, och den årliga kapitalkostnaden blir {n} kronor.
Den som bor i {t} har i dag långt till närmaste hållplats, vilket {N} ({k}) har påtalat flera gånger.
Arbetsgruppen har bestått av företrädare för {o}, {o2} samt arbetstagarorganisationerna.
Remisstiden gick ut den {d} {m}, och samtliga instanser utom {o} har svarat.
Förslaget innebär att hemtjänst- och omsorgspersonal får gemensamma lokaler i {t}.
Ansvaret för {a} ligger kvar hos {o} tills ett nytt reglemente har antagits.""".split("\n")
MORE = """Ordföranden redogör för ärendet och konstaterar att handlingarna har skickats ut till ledamöterna i {m}.
Tomten i {t} har varit obebyggd sedan {y} och används i dag som upplag för sand och sten.
Kommunen har under {y} tagit emot {i} klagomål som rör buller från verksamheten.
Den föreslagna lösningen är billigare i drift än dagens, men kräver att två tjänster inrättas från {m}.
Räddningstjänsten påpekar att utrymningsvägarna i {t} inte uppfyller gällande krav.
I {t} finns {i} lägenheter som ägs av det kommunala bostadsbolaget.
Skyddsrondens protokoll visar brister i ventilationen, vilka ska vara åtgärdade före den {d} {m}.
Länsstyrelsen har i beslut den {d} {m} {y} förelagt kommunen att redovisa en plan för saneringen.
{N} ({k}) frågar hur många som står i kö, och förvaltningschefen svarar att det rör sig om {i} personer.
Avtalet löper till och med {m} {y2} och kan sägas upp med sex månaders varsel.
Leverantören har inte hållit tidplanen, och vite har därför utgått med {n} kronor.
Bygglov för tillbyggnaden beviljades {y}, men arbetet kom aldrig i gång.
Av de tillfrågade uppgav {i} procent att de är nöjda eller mycket nöjda med bemötandet.
Nyckeltalen redovisas tertialvis och följs upp i samband med årsredovisningen för {y}.
Skolans elevantal väntas minska med {i} elever fram till {y2}, vilket påverkar lokalbehovet.
Ett medborgarlöfte har tagits fram tillsammans med polisen och gäller till utgången av {y}.
Kommunens revisorer riktar ingen anmärkning mot {o} men lämnar tre rekommendationer.
Fastigheten har två ägare, som båda har getts tillfälle att yttra sig.
Vattenprover tagna i {m} visade förhöjda halter av mangan vid brunnen i {t}.
Jäv anmäldes av {N} ({k}), som lämnade rummet under överläggningen.
Uppdraget redovisas muntligen vid sammanträdet den {d} {m} och därefter skriftligen.
Hyran föreslås bli oförändrad under {y} och räknas sedan upp med konsumentprisindex.
För {p} innebär ändringen att ansökan görs på en blankett i stället för tre.
Gatan stängs av för genomfartstrafik under arbetets gång, och trafiken leds om via {t}.
Statsbidraget för {y} uppgår till {n} kronor och ska återbetalas om det inte används.""".split("\n")
HEADINGS = """Bakgrund|Sammanfattning|Ärendet|Ekonomiska konsekvenser|Förvaltningens bedömning|Tidigare behandling
Barnkonsekvenser|Uppföljning och fortsatt arbete|Juridiska förutsättningar|Jämställdhet|Påverkan på miljön
Synpunkter från remissinstanserna""".replace("\n", "|").split("|")
DECISIONS = """att godkänna förslaget om {a}|att ge förvaltningen i uppdrag att återkomma om {a} senast i {m} {y}
att avsätta {n} kronor för {a} ur anslaget för oförutsedda behov|att överlämna yttrandet till {o} som sitt eget
att anse motionen om {a} besvarad|att förklara paragrafen omedelbart justerad
att uppmana {o} att se över {a2}|att återremittera ärendet om {a} för ytterligare beredning""".replace("\n", "|").split("|")
BULLETS = """{a}|ökad samverkan mellan {o} och {o2}|tydligare ansvar för {a} och för den löpande uppföljningen av beslut
bättre information till {p}|en årlig redovisning till {o} med nyckeltal för väntetider, kostnader och kvalitet
stöd till {p} i {t}|kortare handläggningstider för ansökningar som gäller {a}""".replace("\n", "|").split("|")
ROLES = "ordförande|1:e vice ordförande|2:e vice ordförande|ledamot|tjänstgörande ersättare|ersättare".split("|")
POSTS = "Personal|Lokaler|Köpta tjänster|Avskrivningar|Bidrag|Material|Transporter|Övrigt|Räntor|Konsulter|Avgifter".split("|")


class Writer:
    def __init__(self, rng, rich=False):
        self.rng = rng
        self.patterns = FULL + MORE if rich else FULL

    def number(self):
        return f"{self.rng.randint(1, 48)} {self.rng.randint(100, 999)} 000"

    def name(self):
        return f"{self.rng.choice(FIRST)} {self.rng.choice(LAST)}"

    def fill(self, pattern):
        c, r = self.rng.choice, self.rng.randint
        y = r(2019, 2027)
        organ = c(ORGANS)
        values = dict(O=organ[0].upper() + organ[1:], o=c(ORGANS), o2=c(ORGANS), a=c(MATTERS), a2=c(MATTERS), m=c(MONTHS),
                      y=y, y2=y + r(1, 4), n=self.number(), i=r(3, 49), d=r(1, 28), t=c(TOWNS), t2=c(TOWNS), p=c(PEOPLE),
                      N=self.name(), k=c(PARTIES))
        return pattern.format(**values)

    def sentences(self, low, high):
        picked = self.rng.sample(self.patterns, self.rng.randint(low, high))
        return " ".join(self.fill(p) for p in picked)

    def heading(self):
        return self.rng.choice(HEADINGS)

    def matter(self):
        text = self.rng.choice(MATTERS)
        return text[0].upper() + text[1:]

    def decision(self):
        return self.fill(self.rng.choice(DECISIONS))

    def bullet(self):
        return self.fill(self.rng.choice(BULLETS))

    def person_row(self):
        return [self.name(), self.rng.choice(PARTIES), self.rng.choice(ROLES)]

    def budget_rows(self, columns):
        rows = [["Post"] + [f"{2021 + i}" for i in range(columns)]]
        for post in self.rng.sample(POSTS, self.rng.randint(4, 8)):
            rows.append([post] + [f"{self.rng.randint(-9, 60)} {self.rng.randint(100, 999)}" for _ in range(columns)])
        return rows + [["Summa"] + [f"{self.rng.randint(60, 99)} {self.rng.randint(100, 999)}" for _ in range(columns)]]

    def dnr(self):
        return f"{self.rng.choice(['KS', 'SN', 'BN', 'KFN'])} {self.rng.randint(2019, 2026)}/{self.rng.randint(10, 999):05d}"
