"""English words of everyday use: none of them is a name by itself."""

from watchers.matching.wordlists import words_of

COMMON = frozenset(
    words_of(
        """
a able about above abroad absence academy access accident accord according account accuse
accused across act action active activity actor add added address adds admits advance
advantage adventure advice affair affairs after again against age agency agenda agent ago
agree agreed agreement agrees ahead aid aide aides aim aims air aircraft airline airport alarm
alert alliance allies allow allowed ally almost alone along already also although always am
amid among amount an analysis analyst ancient and angel angry anger animal announce announced
announces annual another answer any anyone anything apart apparent appeal appeals appear
appears approach approval approve approved april area arena argue arm armed arms army around
arrest arrested arrests arrive arrives arrow art article artist as asia aside ask asked asks
assault assembly assess asset assets at atlas attack attacked attacks attempt attend attention
audience august aunt author authority autumn available avenue average avoid award aware away
awful baby back backed backs bad ball ban band bank banks banned bans bar base based bases
basic basis battle battles bay be beach bear beat beats beautiful became because become
becomes bed been before began begin begins behind being belief believe bell below bench
benefit best bet better between beyond bid big bill billion bills bird birth bishop black
blame blamed blames blast blasts block blocked blocks blood blow blue board boat boats body
bold bomb bombing bombs bond bonds bone book books boost boosts border born boss both bottom
bound box boy boys brain branch brand brave bread break breaking breaks bridge brief bright
bring brings broad broke broken brother brought brown budget build building builds built bull
burn burning bus bush business but buy buys by cabinet call called calling calls calm came
camp campaign can cancel canceled cancelled cancer candidate cannot cap capital captain
capture car card care career carrier carry cars case cases cash castle cat catch cause caused
causes caution cave cease cell center central centre century certain chain chair chairman
challenge chance change changed changes channel chapter charge charged charges chase cheap
check chemical chief child children choice choose christmas church circle cities citizen city
civil civilian claim claimed claims clash clashes class clean clear clears climate climb clock
close closed closes closing cloud club coach coal coalition coast coat code cold collapse
college color column combat combined come comes coming command commander comment commission
committee common community companies company compete complete computer concern concerned
concerns condemn condemned condemns conduct conducted conducts conference confident confirm
confirmed confirms conflict congress consider constitution consumer contact contain continue
continued continues contract control controls cook cool cooperation cop core corner
corporation cost costs could council count countries country county couple courage course
court courts cover covered crash crazy create created creates creation credit crew crime
crimes crisis critical critics cross crow crowd crown cruise cruiser crush cry culture cup
currency current cut cuts cyber daily dance danger dangerous dark data date daughter dawn day
days dead deadly deal deals dear death deaths debate debt decade december decide decided
decides decision deck declare declared declares deep defeat defence defend defends defense
deficit delay delayed delays delegation deliver demand demands democracy democrat democratic
deny denied denies department deploy deployed deploys depth deputy desert design desire
despite destroy destroyed detail details detained develop developed development device diamond
did die died dies diet difference different difficult dinner diplomat diplomatic direct
direction director disaster discover discuss discussed discusses disease dispute distance
district divide division do doctor does dog dollar dollars domestic done door double doubt
down dozen dozens draft dragon dragoon drama draw drawn dream dress drill drills drink drive
driver drives drone drones drop drops drug drugs dry due during duty each eagle ear early earn
earth earthquake ease easier east eastern easy eat economic economy edge edition editor
education effect effort efforts eight either elder elected election elections element eleven
elite else embassy emerge emergency emerges empire employee employees empty end ended ending
endeavor endeavour ends enemy energy engage engine engineer enjoy enough enter enters entire
entry envoy equal equipment era error escape especially essential establish europe eve even
evening event events ever every everyone everything evidence evil exact examine example except
exchange executive exercise exercises exile exit expand expands expect expected expects expert
experts explain explains explore explosion export exports expose express extend extends extra
extreme eye eyes face faced faces facing fact factor factories factory fail failed fails
failure fair faith falcon fall fallen falls false fame families family famous fan far farm
farmer fast fat fate father favor fear fears february federal fee feed feel feels feet fell
fellow felt female fence few field fields fierce fight fighter fighters fighting fights figure
file fill film final finally finance financial find finds fine finger finish fire fired fires
firing firm firms first fish fist fit five fix flag flags flame flash flat fleet flight
flights flint float flood flow flower fly flying focus foe foes follow following food foot for
force forced forces foreign forest forever forget form formal former formula fort fortress
forum forward fought found foundation four fox frame free freedom fresh friday friend friendly
friends friendship from front fuel full fun fund funds funeral future gain gains game games
gap garden gas gate gather gave gear gen general generation gentle get gets ghost giant gift
girl girls give given gives giving glad glass global go goal god goes going gold golden gone
good goods got government governor grab grace grand grant grants grass grave gray great green
grew grey ground group groups grow growing grows growth guard guardian guards guerrilla guess
guest guide guilty gulf gun gunman guns guy had hair half hall hammer hand handle hands hang
happen happens happy harbor hard harm harvest has hate have having hawk he head headed heads
health hear heard hearing heart heat heaven heavy height held helicopter hell hello help
helped helps her here hero heroes hers herself hidden hide high higher highest highway hill
him himself hire his historic history hit hits hold holding holds hole holiday holy home
honest honor hope hopes horizon horn horse horses hospital host hostage hosts hot hotel hour
hours house how however huge human hundred hundreds hunt hunter hurt husband i ice idea
identity if ignore ill image immediate impact import important impose imposed in inch incident
include included includes including income increase increased indeed independence independent
index indicate individual industry inflation influence inform information inquiry inside
inspect inspects inspector instead institute intelligence intend intense interest interim
interior international internet interview into introduce invasion invest investigation
investment investor investors invite invited invites iron is island islands issue issued
issues it item its itself jail jailed january jet jets job jobs join joined joins joint joke
journal journalist journey joy judge judgment jump june july jury just justice keen keep keeps
kept key kick kid kids kill killed killing kills kind king kings kiss knee knew knife knight
knock know knowledge known lab labor labour lack lady laid lake lance land landing lands lane
language large largest laser last late later latest laugh launch launched launcher launches
law lawmaker lawmakers laws lawsuit lawyer lay lead leader leaders leadership leading leads
league learn learned leave leaves leaving led left leg legal legend lend length less lesson
let lets letter level liberal liberty lie life lift light lightning like likely limit limited
line lines link lion lip list listen literary little live lives living load loan local lock
long longer look looking looks lord lose loses loss lost lot loud love low lower loyal luck
lunch machine mad made magazine magic mail main maintain major make makes making male mall man
manager mandate manner many map march marine marines mark market markets marriage married mass
massive master match mate material matter may maybe mayor me meal mean means meant measure
measures meat media medical medicine meet meeting meetings meets member members memory men
mental mercy merger message met metal method middle might mighty mile miles military milk
million mind mine miner ministry minister minor minute mirror miss missed missile missiles
missing mission mistake mixed mobile model modern modest moment monday money monster month
months mood moon moral more morning most mother motion motor mountain mouse mouth move moved
movement moves movie much multi murder museum music must my myself mystery naked name named
narrow nation national nations native natural nature naval navy near nearly neck need needed
needs negotiation neighbor neither nervous net network never new news newspaper next nice
night nine no nobody noble noise none nor normal north northern nose not note notes nothing
notice november now nuclear number numbers nurse oath objective ocean october odd of off
offence offense offer offered offers office officer officers official officials often oil old
olympic olympics on once one ones only onto open opened opening opens operation operations
opinion opponent opposition option or order ordered orders ordinary organization organize
origin other others our out outbreak outcome outside over own owner pace pacific pack pact
page paid pain paint pair palace panel panic paper parade parent parents park parliament part
parties partner partners party pass passed passenger passes past patch path patient patrol
pattern pause pay paying payment pays peace peaceful peak pearl penalty pension people per
percent perfect perform perhaps period permanent permit person personal phase phone photo
photos pick picture piece pilot pin pioneer pipe pirate pitch place places plague plan plane
planes planet plans plant plants plate platform play played player players plays please
pleasure pledge pledges plot plunge pocket point points poison pole police policy political
politician politics poll polls pool poor pope popular population port portrait position
positive possible post pot potential pound poverty power powerful powers practical practice
praise praises pray predict premier prepare prepared prepares presence present presents
preserve president presidential press pressure pretty prevent previous price prices pride
priest primary prime prince princess print prior prison prisoner prisoners private prize pro
probably probe problem problems process produce produced product production products professor
profit profits program progress project promise promises promote proof proper property
proposal propose protect protection protest protesters protests proud prove provide province
provocation public publish pull punch pure purple purpose push pushes put puts quake quality
quarter queen quest question questions quick quickly quiet quit quite race racing radar
radical radio rage raid raids rail rain raise raised raises rally ran range rank rapid rapids
rare rate rates rather raven raw ray reach reached reaches react reaction read readiness ready
real reality really rear reason rebel rebels recall receive recent recession record recover
red reduce reef reform refuge refugee refugees refuse refused region regional regime register
regular reject rejects related relation relations release released releases relief religion
religious remain remains remark remember remote remove rent repair repeat replace reply report
reported reporter reports republic republican request require rescue research reserve reserves
resign resigns resist resolution resolve resort resource respond response responsible rest
restore result results retail retire return returned returns reveal revealed reveals revenge
revenue reverse review revolution rice rich ride rider rifle right rights ring riot rise rises
rising risk risks rival rivals river road roar robot rock rocket rockets role roll romance
roof room root rose rough round route row royal rule rules run runs rural rush sabre saber
sacred sad safe safety said sail sale sales salt same sanction sanctions sand sat save saw say
saying says scale scandal scare scene schedule scheme school science scientist score scorpion
screen script sea search season seat second secret secretary section sector secure security
see seek seeks seen sees sell sells senate senator send sends senior sense sent sentence
sentenced sentinel separate september series serious serpent servant serve service services
session set sets settle settlement seven several severe sex shadow shake shape share shares
shark sharp she shell shelling shield shift shine ship ships shock shoot shooting shoots shop
shore short shot should shoulder shout show showed shows shut sick side siege sight sign
signal signed signs silence silent silver similar simple since sing single sink sister sit
site situation six size skill skin sky slam slams slave sleep slow small smart smile smoke
smooth snake snow so social society soft soil sold soldier soldiers solid solution solve some
someone something sometimes son song soon sorry sort soul sound source south southern space
spark speak speaker speaks spear special speech speed spend spending spider spike spin spirit
split sport sports spot spread spring spy square squad stability stable staff stage stake
stand standard stands star stars start started starts state statement states station status
stay steadfast steady steal steel step steps still stock stocks stone stop stopped stops store
storm story straight strait strange strategic strategy stream street strength stress stretch
strike strikes string strip strong strongest structure struggle student students study stuff
style subject submarine success successful such suddenly suffer sugar suggest suicide suit
summer summit sun sunday sunrise super supply support supporters supports supreme sure surface
surge surprise survey survive survivor suspect suspected suspects suspend sweep sweet swift
swim switch sword symbol system systems table tackle tactical tail take taken takes taking
tale talent talk talks tall tank tanks tape target targets task tax taxes tea teach teacher
team tear technology telephone television tell tells temple ten tend tension tensions term
terms terror terrorism terrorist test tested testing tests text than thank thanks that the
theater their them theme themselves then theory there these they thick thin thing things think
third thirty this those though thought thousand thousands threat threaten threatened threatens
threats three through throw thunder thursday thus tide tie ties tiger tight till time times
tip tired title to today together told tomorrow tone tonight too took tool top torch total
touch tough tour tourist toward towards tower town track trade traditional traffic train
training transfer transport trap travel treasure treat treatment treaty tree trend trial tribe
tribunal tribute trick tried trilateral trip triumph troop troops trouble truck true trust
truth try trying tuesday tunnel turn turned turns twelve twenty twice twin two type under
understand union unique unit unite united units unity universe university unknown unless until
unusual up upon upper urge urged urges us use used useful user uses usual valley valor value
vanguard various vast vehicle venture verdict version very vessel veteran viable victim
victims victor victory video view vigilance vigilant viking village violence violent viper
virus vision visit visited visits visitor vital voice volcano volume vote voted voter voters
votes vow vows voyage wage wait wake walk wall want wanted wants war warm warn warned warning
warns warrior wars warship warships was wash watch water wave way ways we weak wealth weapon
weapons wear weather web wedding wednesday week weekend weekly weeks weight welcome welcomes
well went were west western what whatever wheel when where whether which while white who whole
whom whose why wide wife wild will win wind window wing wings winner winning wins winter wise
wish with withdraw withdraws within without witness wolf woman women won wonder wood word
words work worked worker workers working works world worried worry worse worst worth would
wound wounded wrap write writer writes wrong yard yeah year years yellow yes yesterday yet
yield you young your yours youth zero zone atomic ballistic cannon defender cobra typhoon
unified swamp balance mace hails unveils oversees presides guides observes attends receives
kicks stages anchor arctic aurora bamboo bandit bayonet beacon bison blazing blizzard bolt
breeze bronze canyon caravan cedar clover comet compass copper coral cougar coyote crescent
crimson crusader crystal cypress dagger delta dolphin dynamic emerald endurance ember fearless
feline flintlock frost fury gallant garnet gladiator glacier granite griffin gryphon harpoon
hawks hazel heron hornet hurricane hydra ivory jackal jade jaguar jungle juniper lancer legacy
leopard lily lynx magnolia mainstay maple marlin meadow mercury meteor mirage mongoose mustang
mutual nautical nimble nomad nova oasis obsidian olive onyx orchid orion osprey otter palm
panther pegasus pelican phoenix pine polar poplar prairie puma python quartz ranger resolute
rhino ruby salvo sapphire savage scarlet shamrock shrike solar sparrow spruce squall stallion
stingray sultry swan tactician talon tango tempest thistle topaz tornado trident tropic
tropical tundra turquoise twister unicorn valiant vector vulcan walrus willow winged wolverine
zenith zephyr falcons eagles lions tigers wolves bears sharks dragons swords shields arrows
spears hammers anvil running administration server agencies servers blaze carries bit
defensive gang football warehouse downtown auto standing floor maker territory wearing bail
falling habitat client roads expertise purchase patches berth inches manufacturing assistance
necessary management consequences larger possession communications humanitarian compound
automobile supplies innocent courthouse shared greenhouse properties toll midway via cutting
basket punches construction internal electricity startup capable storage belts starring
shopping enterprise reading technical complex failing commercial willing hung engineering
advanced makers technologies fashion partnership lied outlets electronics petroleum
distribution motives worldwide stray comprehensive communities administrative display displays
passage nationwide crossing feeling stuck tech mode banking breath plantation corridor dual
agile digital integration extension societies mess booths overseas worthy greater mere bigger
wooden trading drew timber determination clients prospects prospect haven revolutionary truly
hood wet clever cure longest northwest northeast southeast southwest charity bikes mosque
continental mask masks pipelines pipeline commerce mining offshore bald carbon crooked tilt
establishment unions agricultural agriculture federation occupied angle cousin cousins campus
banner managing comfort cliff lucky techniques housing outdoors mainland rebuilding booth
sovereign warfare operatives ammunition crude satellite precision tiny supporting guidance
innovation marketing landmark dam suite studios studio salvage residential universal
associations organisation organisations associated consultants cooperative pastor pastors
transportation wagons marker colony tongue floors relics glory mob marble solidarity continent
socialist merchants clause resistance plain alias kidney manual deployment destiny forge seeds
daring feelings boots staple killer possessions query juries nominees electronic slim merchant
tenant plenty educational estate cables grief aerospace hunting fishing procurement standings
decisive decent heritage sunset urban cranes majestic whale shipping communication inspired
formerly partnerships gates barracks hangar convoy airspace airstrike airstrikes truce
ceasefire envoys embassies consulate passport visa visas migrants asylum smuggling cargo
container tanker tankers crews
"""
    )
)
"""Frequent English words, lower case: none of them is a name by itself."""
