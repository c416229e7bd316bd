"""Council prose of several hundred sentences with slots, names, numbers and signs, all by one random generator."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "layout"))
from council_text import HEADINGS, MONTHS, ORGANS, PARTIES, PLACES, POSTS, TOWNS  # noqa: E402
from council_text import DECISIONS, FIRST, FULL, LAST, MATTERS, MORE, Writer  # noqa: E402

SENTENCES = (HERE / "sentences.txt").read_text("utf-8").splitlines()
FIRST_NAMES = FIRST + """Elisabeth|Lars-Erik|Kerstin|Nils|Åsa|Börje|Yvonne|Rolf|Siv|Gösta|Monica|Bengt|Eva-Lena|Stig|Hjördis|Roland
Amanda|Linus|Wilma|Hampus|Agneta|Torbjörn|Gunilla|Jan-Åke|Désirée|Mohammed|Sofia|Viktor|Pär|Gun-Britt|Ludvig|Emil
Annika|Ragnar|Cecilia|Östen|Margareta|Conny|Jessica|Leif|Irène|Alva|Kjell|Carina|Sixten|Helené|Daniel|Filippa""".replace("\n", "|").split("|")
LAST_NAMES = LAST + """Gustafsson|Karlsson|Håkansson|Bäckman|Lundgren|Ödman|Sandström|Forsberg|Grönvall|Ask|Rönnqvist|Berglöf
Engström|Holmgren|Åkesson|Thörn|von Essen|af Klint|Jäderberg|Pettersson|Rydén|Norén|Lindén|Ahlgren|Storm|Kvist|Hjelm
Bogren|Östlund|Vesterlund|Axelsson|Zetterberg|Quist|Wennerström|Yngve|Carlén|Dahlbäck|Fågelström|Isaksson|Ljung""".replace("\n", "|").split("|")
MORE_TOWNS = TOWNS + """Hällefors Gård|Björkvik|Stora Ås|Mörkö|Tranhult|Granåsen|Långsele|Örby|Södra Råda|Ängelsta|Fårö by|Vrå
Hästveda|Gåsinge|Knäred|Rävlanda|Skärplinge|Yxnerum|Äspered|Undenäs|Järlåsa|Kölingared""".replace("\n", "|").split("|")
STREETS = """Storgatan|Kyrkogatan|Järnvägsgatan|Skolvägen|Torggatan|Hamngatan|Östra Långgatan|Källvägen|Mejerigränd|Prästgårdsvägen
Ågatan|Bangårdsgatan|Sjövägen|Tegelbruksvägen|Björkallén|Åsgatan""".replace("\n", "|").split("|")
HOMES = "Björkby|Hagen|Nybygget|Åkern|Kvarnen|Prästgården|Rävlyan|Sjöstugan|Tallbacken|Västergården|Ekorren|Hökasten".split("|")
SUBJECTS = MATTERS + """trafiksäkerheten vid skolorna|belysningen av elljusspåret|tillgången till förskoleplatser|vattenförsörjningen på öarna
bemanningen på äldreboendena|de ideella krafternas insatser|lokalbehovet i gymnasieskolan|hyresnivån för idrottsföreningar
bristen på behöriga lärare|kostnaderna för placeringar|framtiden för byskolan|utbyggnaden av bredband|skyddet av åkermark
barnens möjlighet att påverka|underhållet av broar|restaureringen av vattendrag|digitaliseringen av arkivet|språkkraven
säkerheten på badplatserna|samverkan med civilsamhället|köpet av aktier i energibolaget|försäljningen av skogsmark
öppettiderna på återvinningscentralen|bidraget till folkhögskolan|jourverksamheten|konsumentvägledningen
näringslivets villkor|skolmatens kvalitet|klotter och skadegörelse|jämställda löner|den psykiska hälsan bland unga""".replace("\n", "|").split("|")
ROLES = "ordförande|1:e vice ordförande|2:e vice ordförande|ledamot|tjänstgörande ersättare|ersättare|insynsplats".split("|")
OFFICES = "kommundirektör|ekonomichef|nämndsekreterare|utredare|stadsarkitekt|socialchef|rektor|planarkitekt|miljöinspektör".split("|")
QUOTES = [("”", "”"), ("“", "”"), ('"', '"'), ("’", "’")]
PLAIN = str.maketrans("åäöÅÄÖéü", "aaoAAOeu")


def capital(text):
    return text[0].upper() + text[1:]


class Prose(Writer):
    """outside: paragraphs of a text of one's own to draw from instead."""

    def __init__(self, rng, outside=None):
        super().__init__(rng, True)
        self.quotes = rng.choice(QUOTES)
        self.town, self.organ = rng.choice(MORE_TOWNS), rng.choice(ORGANS)
        self.letters = rng.choice(["KS", "SN", "BMN", "KFN", "UBN", "TN", "Ks"])
        self.outside = outside

    def name(self):
        return f"{self.rng.choice(FIRST_NAMES)} {self.rng.choice(LAST_NAMES)}"

    def member(self):
        return f"{self.name()} ({self.rng.choice(PARTIES)})"

    def date(self, low=1975, high=2026):
        return f"{self.rng.randint(low, high)}-{self.rng.randint(1, 12):02d}-{self.rng.randint(1, 28):02d}"

    def hour(self):
        return f"{self.rng.randint(8, 21)}.{self.rng.choice(['00', '05', '15', '30', '45'])}"

    def dnr(self):
        year, number = self.rng.randint(1998, 2026), self.rng.randint(3, 980)
        return self.rng.choice([f"{self.letters} {year}/{number}", f"{self.letters}-{year}-{number:05d}", f"Dnr {year}.{number}-{number % 400}"])

    def email(self, name=None):
        name = name or self.name()
        return f"{name.lower().replace(' ', '.').translate(PLAIN)}@{self.town.lower().replace(' ', '').translate(PLAIN)}.se"

    def percent(self):
        return f"{self.rng.randint(0, 89)},{self.rng.randint(0, 9)}"

    def law(self):
        return self.rng.choice([f"{self.rng.randint(1, 28)}", f"{self.rng.randint(2, 16)} kap. {self.rng.randint(1, 40)}"])

    def fill(self, pattern):
        c, r, year = self.rng.choice, self.rng.randint, self.rng.randint(1994, 2026)
        j = r(2, 12)
        values = dict(O=capital(c(ORGANS)), o=c(ORGANS), o2=c(ORGANS), a=c(SUBJECTS), a2=c(SUBJECTS), b=c(SUBJECTS), m=c(MONTHS),
                      m2=c(MONTHS), y=year, y2=year + r(1, 5), n=self.number(), i=r(13, 99), i2=r(101, 899), j=j, j2=j + r(1, 40), d=r(1, 28),
                      d2=r(1, 28), t=c(MORE_TOWNS), t2=c(MORE_TOWNS), T=c(MORE_TOWNS), p="föreningarna", N=self.name(), N2=self.name(),
                      k=c(PARTIES), k2=c(PARTIES), l=self.quotes[0], r=self.quotes[1], q=self.percent(), q2=self.percent(), c=self.law(),
                      e=self.email(), s=c(STREETS), f=f"{c(HOMES)} {r(1, 9)}:{r(1, 80)}", x=r(1895, 1985), D=self.dnr(), h=self.hour(),
                      h2=r(2, 9))
        return pattern.format(**values)

    def sentences(self, low, high):
        if self.outside:
            return self.rng.choice(self.outside)
        drawn = self.rng.sample(SENTENCES, self.rng.randint(low, high))
        if self.rng.random() < 0.3:
            drawn[-1] = self.rng.choice(self.patterns)
        return " ".join(self.fill(pattern) for pattern in drawn)

    def matter(self):
        return capital(self.rng.choice(SUBJECTS))

    def decision(self):
        return self.fill(self.rng.choice(DECISIONS))

    def bullet(self):
        return self.fill(self.rng.choice(BULLETS))


BULLETS = """{a}|andelen nöjda ska öka från {i} % till minst {q} %|kontakta {e} före den {d} {m}|rätten till {b} enligt {c} §
en översyn av {b} i samråd med {o}|nya lokaler i {t} från {m} {y}|{n} kronor för {b}|fler platser i {t} – dock högst {i}
minskad väntetid, högst {j} dagar|uppföljning enligt § {j} i reglementet|{l}en väg in{r} för den som söker hjälp
bättre belysning längs {s}|kortare köer under {y}–{y2}|att informera {p} i god tid""".replace("\n", "|").split("|")
