# needs: model
cat >blad.txt <<'END'
Kommunstyrelsen
Sammanträdesdatum 2024-05-02

§ 12 Ny bro vid kvarnen

Yrkanden

Anna Holm (S) yrkar bifall till förslaget.

Bo Ek (M) yrkar avslag.

Reservation

Bo Ek (M) reserverar sig mot beslutet.

Särskilt yttrande

Eva Lund (L) lämnar följande särskilda yttrande:

Bron behövs men den är för smal.
END
renskrift run blad.txt -o out 2>said
grep '^Reservations' said
grep -o '<b>1</b> reservation<small>[^<]*' out/report.html
grep -o '1 reservation · 3 kindred texts' out/report.html
