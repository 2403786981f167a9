"""Adjectives of places: who follows Romania wants to hear of the Romanian government too."""

_TABLE = """
afghanistan:afghan|albania:albanian|algeria:algerian|america:american|angola:angolan
argentina:argentine|armenia:armenian|australia:australian|austria:austrian|azerbaijan:azerbaijani
bahrain:bahraini|bangladesh:bangladeshi|belarus:belarusian|belgium:belgian|bolivia:bolivian
bosnia:bosnian|brazil:brazilian|britain:british|bulgaria:bulgarian|cambodia:cambodian
cameroon:cameroonian|canada:canadian|chad:chadian|chile:chilean|china:chinese|colombia:colombian
croatia:croatian|cuba:cuban|cyprus:cypriot|czech republic:czech|denmark:danish|ecuador:ecuadorian
egypt:egyptian|england:english|eritrea:eritrean|estonia:estonian|ethiopia:ethiopian
europe:european|finland:finnish|france:french|gaza:gazan|georgia:georgian|germany:german
ghana:ghanaian|greece:greek|guatemala:guatemalan|haiti:haitian|honduras:honduran
hungary:hungarian|iceland:icelandic|india:indian|indonesia:indonesian|iran:iranian|iraq:iraqi
ireland:irish|israel:israeli|italy:italian|jamaica:jamaican|japan:japanese|jordan:jordanian
kazakhstan:kazakh|kenya:kenyan|kosovo:kosovar|kuwait:kuwaiti|kyrgyzstan:kyrgyz|laos:lao
latvia:latvian|lebanon:lebanese|liberia:liberian|libya:libyan|lithuania:lithuanian
malaysia:malaysian|mali:malian|mexico:mexican|moldova:moldovan|mongolia:mongolian
montenegro:montenegrin|morocco:moroccan|mozambique:mozambican|myanmar:burmese|namibia:namibian
nepal:nepali|netherlands:dutch|nicaragua:nicaraguan|nigeria:nigerian|north america:north american
north korea:north korean|norway:norwegian|oman:omani|pakistan:pakistani|palestine:palestinian
panama:panamanian|paraguay:paraguayan|peru:peruvian|philippines:philippine|poland:polish
portugal:portuguese|qatar:qatari|romania:romanian|russia:russian|rwanda:rwandan
saudi arabia:saudi|scotland:scottish|senegal:senegalese|serbia:serbian|singapore:singaporean
slovakia:slovak|slovenia:slovenian|somalia:somali|south africa:south african
south korea:south korean|south sudan:south sudanese|soviet union:soviet|spain:spanish
sri lanka:sri lankan|sudan:sudanese|sweden:swedish|switzerland:swiss|syria:syrian
taiwan:taiwanese|tajikistan:tajik|tanzania:tanzanian|thailand:thai|tibet:tibetan|tunisia:tunisian
turkey:turkish|turkmenistan:turkmen|uganda:ugandan|ukraine:ukrainian|uruguay:uruguayan
uzbekistan:uzbek|venezuela:venezuelan|vietnam:vietnamese|wales:welsh|yemen:yemeni|zambia:zambian
zimbabwe:zimbabwean
"""

ADJECTIVES: dict[tuple[str, ...], tuple[str, ...]] = {
    tuple(place.split()): tuple(adjective.split())
    for line in _TABLE.split("\n")
    for place, _, adjective in (entry.partition(":") for entry in line.split("|") if entry)
}
"""Tokens of the place's name → tokens of its adjective."""
