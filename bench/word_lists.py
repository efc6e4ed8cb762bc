"""Words that texts about grants use often, the most used first, and what compounds are joined from."""

COMMON_SWEDISH = """ projektet projekt utveckling syftet resultat forskning innovation samverkan metod
system kunskap samhälle hållbar arbete nya mål behov lösning lösningar teknik data studie effekter användare
företag kommuner region kompetens process utvecklas bidra möjlighet ökad bättre digital klimat energi miljö
hälsa vård skola arbetet organisationer aktörer deltagare verksamhet tjänst tjänster produkt produktion
material modell modeller analys test tester pilot prototyp plattform nätverk partner partners finansiering
resurser insatser åtgärder strategi plan genomförande uppföljning utvärdering rapport erfarenhet
erfarenheter lärande utbildning workshop intervjuer enkät underlag kvalitet säkerhet integritet jämställdhet
mångfald inkludering delaktighet medborgare invånare ungdomar barn äldre patienter kunder konsumenter
industri sektor marknad affärsmodell affärsmodeller konkurrenskraft tillväxt export jobb landsbygd stad
städer trafik kollektivtrafik transporter fordon batterier elbilar laddning vatten avlopp avfall återvinning
återbruk cirkulär ekonomi skog jordbruk odling odlingssystem livsmedel mat fisk biologisk mångfalden natur
luft buller utsläpp koldioxid fossilfri förnybar solceller vindkraft vätgas fjärrvärme byggnader bostäder
byggande renovering betong trä stål cement textil plast kemikalier metaller gruvor artificiell intelligens
maskininlärning algoritmer sensorer robotar automation programvara öppen källkod gränssnitt standard
standarder infrastruktur nät bredband molntjänster cybersäkerhet halvledare kvantteknik optik fotonik
medicin läkemedel diagnostik cancer diabetes demens psykisk ohälsa rehabilitering omsorg hemtjänst tandvård
kultur museum bibliotek musik konst spel turism idrott förening civilsamhälle demokrati medborgarbudget
medborgardialog upphandling lagstiftning policy styrning ledning ekonomisk sociala tekniska kliniska
praktiska teoretiska centrala lokala regionala nationella internationella europeiska nordiska svenska
ledande befintliga framtida långsiktig stora små viktig viktiga effektiv effektivare snabbare billigare
säkrare enklare gemensam gemensamma skapa utveckla utvärdera undersöka pröva stärka minska öka främja sprida
bygga visa identifiera kartlägga analysera införa
""".split()
COMMON_ENGLISH = """
project development results research innovation methods system knowledge sustainable society work new goals
needs solution solutions technology data study effects users companies municipalities region competence
process develop contribute opportunity increased better digital climate energy environment health care
school organisations actors participants activities service services product production materials model
models analysis test pilot prototype platform network partners funding resources actions strategy plan
implementation evaluation report experience learning education workshop interviews survey quality safety
privacy equality diversity inclusion participation citizens residents youth children elderly patients
customers consumers industry sector market business competitiveness growth export jobs rural city cities
traffic transport vehicles batteries charging water waste recycling reuse circular economy forest
agriculture farming food fish biodiversity nature air noise emissions carbon renewable solar wind hydrogen
heating buildings housing construction renovation concrete wood steel textile plastics chemicals metals
mining artificial intelligence machine algorithms sensors robots automation software open source interface
standards infrastructure broadband cloud security semiconductors quantum optics medicine drugs diagnostics
cancer diabetes dementia mental rehabilitation culture museum library music games tourism sports democracy
procurement policy governance management economic social technical clinical practical local regional
national international european leading existing future important efficient common create investigate
strengthen reduce increase promote build demonstrate identify analyse
""".split()
HEADS = """
odlings medborgar energi bygg trafik vatten avfalls skogs jordbruks livsmedels klimat miljö hälso vård skol
utbildnings forsknings innovations kunskaps data informations kommunikations säkerhets kvalitets produktions
process material metall trä betong textil plast kemikalie läkemedels patient omsorgs hem barn ungdoms
familje arbets marknads affärs företags kommun region landsbygds stads bostads mark luft buller ljus ljud
bild video spel kultur musik konst idrotts turist demokrati rätts skatte budget upphandlings avtals styr
lednings system nät moln sensor robot fordons batteri el gas värme kyl sol vind våg kärn bio gen cell
protein virus cancer hjärt hjärn livs tids framtids samhälls folk språk text bok lärar elev student forskar
""".split()
TAILS = """
system systemet systemen utveckling utvecklingen metod metoder metoden analys analyser modell modeller
modellen teknik tekniken plattform plattformar plattformen verktyg verktyget tjänst tjänster tjänsten
process processer processen nätverk nätverket projekt projektet projekten plan planer planen strategi
strategier arbete arbetet frågor frågan behov behovet kvalitet kvaliteten säkerhet säkerheten hantering
hanteringen styrning styrningen lösning lösningar lösningen åtgärder åtgärden produktion produktionen
användning användningen effekt effekter kostnader kostnaden nivå nivåer data databas databasen program
programmet centrum center kedja kedjor kedjan flöde flöden material materialet anläggning anläggningar
ansvar ansvaret grupp grupper gruppen budget budgeten dialog dialogen kompetens kompetensen miljö miljöer
miljön undersökning undersökningar laboratorium park parker
""".split()
