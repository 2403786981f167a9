"""Words that the judgement leans on: frequent words, titles, peoples, months, drill words."""

from watchers.matching.wordlists import words_of

PARTICLES = frozenset(
    words_of(
        """
of the de la le les du des del della di da do dos das van von der den zu al el ul as and und
et y e i o a an in on at for to ter ten af av и في من
"""
    )
)
"""Left out of a name's tokens on both sides; a name of particles alone keeps them."""

ARTICLES = frozenset(["the", "a", "an", "der", "die", "das", "la", "le", "les", "el", "al", "as"])

TITLES = frozenset(
    words_of(
        """
mr mrs ms miss dr prof sir dame lord lady king queen prince princess emperor pope president
vice premier prime minister chancellor chairman chairwoman chair chief secretary general gen
lieutenant lt colonel col major maj captain capt admiral adm marshal commander commodore
sergeant sgt private ambassador envoy senator sen representative rep congressman congresswoman
governor gov mayor judge justice leader dictator ruler director deputy former ex late then
supreme comrade foreign defence defense interior finance speaker spokesman spokeswoman
spokesperson ayatollah imam sheikh sultan emir crown first boss head ceo cfo cto founder
cofounder analyst professor coach goalkeeper striker actor actress singer author pm fm dpm
"""
    )
)
"""Words that stand before a person's name and are no part of it."""

PEOPLES = frozenset(
    words_of(
        """
american african asian european arab british english scottish welsh irish french german
italian spanish portuguese dutch belgian swiss austrian polish czech slovak hungarian romanian
bulgarian greek turkish russian ukrainian belarusian georgian armenian azerbaijani kazakh
uzbek chinese taiwanese japanese korean vietnamese thai filipino philippine indonesian
malaysian singaporean burmese cambodian lao indian pakistani bangladeshi nepali afghan iranian
iraqi syrian lebanese israeli palestinian jordanian egyptian libyan tunisian algerian moroccan
sudanese ethiopian somali kenyan nigerian ghanaian south north east west southern northern
eastern western canadian mexican brazilian argentine chilean peruvian colombian venezuelan
cuban australian zealand norwegian swedish danish finnish icelandic estonian latvian
lithuanian serbian croatian bosnian saudi emirati qatari kuwaiti yemeni us usa uk uae eu un
nato rok dprk prc u s k n america africa asia europe britain england scotland wales ireland
france germany italy spain portugal netherlands belgium switzerland austria poland czechia
slovakia hungary romania bulgaria greece turkey turkiye russia ukraine belarus georgia armenia
azerbaijan kazakhstan uzbekistan china taiwan japan korea vietnam thailand philippines
indonesia malaysia singapore myanmar cambodia laos india pakistan bangladesh nepal afghanistan
iran iraq syria lebanon israel palestine jordan egypt libya tunisia algeria morocco sudan
ethiopia somalia kenya nigeria ghana canada mexico brazil argentina chile peru colombia
venezuela cuba australia norway sweden denmark finland iceland estonia latvia lithuania serbia
croatia bosnia seoul pyongyang tokyo beijing moscow kyiv kiev washington london paris berlin
tehran jerusalem taipei hanoi manila canberra delhi brussels
"""
    )
)
"""Peoples, states and capitals, lower case: standing before a name they do not lengthen it."""

MONTHS_AND_DAYS = frozenset(
    words_of(
        """
january february march april may june july august september october november december jan feb
mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday
sunday mon tue tues wed thu thur thurs fri sat sun
"""
    )
)

GENERIC = frozenset(
    words_of(
        """
destroyer destroyers frigate submarine carrier ship warship satellite drone drones helicopter
battery exercise exercises drill drills operation operations maneuver maneuvers manoeuvre
manoeuvres training war games wargames wargame joint combined annual military naval air field
command post live fire computer simulated missile missiles rocket rockets ballistic hypersonic
intercontinental cruise strategic tactical solid fuel icbm icbms irbm slbm fighter fighters
jet jets stealth bomber bombers aircraft tank tanks warplane warplanes army navy forces state
media agency news official ministry inc corp co ltd llc plc company group force system systems
launcher
"""
    )
)
"""Words that name the sort of thing and may stand beside its name without lengthening it."""

INSTITUTIONS = frozenset(
    words_of(
        """
university college school academy institute foundation center centre airport stadium hospital
museum library street avenue square bridge park plaza prize award scholarship memorial
mausoleum tower cup trophy
"""
    )
)
"""After a person's name they make it the name of something else."""

GIVEN_NAMES = frozenset(
    words_of(
        """
aaron abdul abdullah adam adrian ahmad ahmed ahmet alan albert alejandro alex alexander
alexandra alexei alfred ali alice alina amanda amir amy ana anastasia anders andrea andreas
andrei andrew andy angela anna anne anthony antonio arthur ashley barbara barry ben benjamin
bernard betty bill billy bob boris brad brandon brenda brian bruce bryan carl carlos carol
caroline carolyn catherine charles charlie cheryl chris christian christina christine
christopher cindy claire clara claudia colin cynthia dan daniel daria dave david deborah denis
dennis diana diane diego dmitri dmitry don donald donna doris dorothy doug douglas ed eddie
edward elena elizabeth ellen emily emma eric erik ernest eugene eva evelyn fatima felipe felix
fernando frances francis francisco frank fred frederick gabriel gary george gerald gloria
gordon grace greg gregory hannah hans harold harry hassan heather hector helen helena henry
howard hugo hunter ian ibrahim igor ilya irina isaac isabel ivan ivanka jack jacob jacqueline
jaime james jan jane janet janice jason javier jay jean jeff jeffrey jennifer jeremy jerry
jesse jessica jim jimmy joan joe john johnny jon jonathan jordan jorge jose joseph joshua juan
judith judy julia julian julie karen karl kate katherine kathleen katie keith kelly ken
kenneth kevin khalid kimberly kirill kyle larisa larry laura lauren lee leo leon leonid lewis
linda lisa louis lucas luis luke lyudmila maksim manuel marc marco marcus margaret maria marie
marilyn marina mario mark martha martin mary matthew max maxim megan melania melissa michael
michel michelle miguel mike mikhail mohamed mohammad mohammed muhammad mustafa nancy natalia
natasha nathan nicholas nick nicole nikita nikolai nina norma oleg olga oliver omar oscar
pablo pamela patricia patrick paul paula pedro peter phil philip phillip pierre rachel ralph
ramon raul ray raymond rebecca ricardo richard rick rita robert roberto robin roger roman ron
ronald rosa rose roy russell ruth ryan salman sam samuel sandra sara sarah scott sean sergei
sergey sergio sharon sheila shirley simon sofia stanislav stephanie stephen steve steven
stuart susan svetlana tanya tatiana ted teresa terry theresa thomas tim timothy tina todd tom
tony tracy tyler valentina valery vera victor victoria viktor vincent virginia vitaly vladimir
volodymyr walter wayne wendy william xavier yana yasmin yevgeny yulia yuri yusuf zoe
"""
    )
)
"""Frequent given names, lower case: one of them in place of another is another person."""

DRILL_WORDS = frozenset(
    words_of(
        """
exercise exercises drill drills troop wargame wargames maneuver maneuvers manoeuvre manoeuvres
rehearsal rehearsals military army navy naval fleet troops soldiers soldier marines marine
paratroopers airmen sailors squadron battalion brigade regiment warship warships frigate
frigates destroyer submarine carrier fighter fighters airbase allies allied forces armed
bilateral multinational trilateral participating participates participants nato ausfex
airforce manovra übung manöver exercice exercices manœuvres ejercicio ejercicios maniobras
esercitazione ćwiczenia учения учений учениях учениям маневры маневров манёвры навчання
tatbikat tatbikatı övning øvelse مناورات مناورة تدريبات تدريب latihan
"""
    )
)
"""Words near which an ambiguous name is more likely that of an exercise."""

DRILL_CHARS = ("훈련", "연습", "演習", "演练", "演練", "演习", "军演", "軍演", "訓練")
"""The same for scripts without reliable spaces."""
