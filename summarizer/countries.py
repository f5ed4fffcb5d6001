"""Countries by the words that news calls them: name, people, and the capital or house that speaks for them.

"Iran announced", "Tehran has rejected" and "Iranian officials said" are one side. Names that are as often a
person's or another place's (Victoria, Georgetown) are left out. Knows no documents and no models.
"""

from __future__ import annotations

import re

# a country: its name, other names and its people; behind the bar what speaks for it when it stands alone
_COUNTRIES = """
Afghanistan, Afghan, Afghans | Kabul
Albania, Albanian | Tirana
Algeria, Algerian | Algiers
Angola, Angolan | Luanda
Argentina, Argentine, Argentinian | Buenos Aires
Armenia, Armenian | Yerevan
Australia, Australian | Canberra
Austria, Austrian | Vienna
Azerbaijan, Azerbaijani, Azeri | Baku
Bahrain, Bahraini | Manama
Bangladesh, Bangladeshi | Dhaka
Belarus, Belarusian | Minsk
Belgium, Belgian | Brussels
Benin, Beninese | Cotonou
Bolivia, Bolivian | La Paz
Bosnia, Bosnia and Herzegovina, Bosnian | Sarajevo
Botswana, Botswanan | Gaborone
Brazil, Brazilian | Brasilia
Britain, British, United Kingdom, UK, U.K., U.K | London, Downing Street, Whitehall
Bulgaria, Bulgarian | Sofia
Burkina Faso, Burkinabe | Ouagadougou
Burundi, Burundian | Bujumbura
Cambodia, Cambodian | Phnom Penh
Cameroon, Cameroonian | Yaounde
Canada, Canadian | Ottawa
Central African Republic | Bangui
Chad, Chadian | N'Djamena
Chile, Chilean | Santiago
China, Chinese | Beijing
Colombia, Colombian | Bogota
Congo, Democratic Republic of Congo, DRC, Congolese | Kinshasa
Costa Rica, Costa Rican
Croatia, Croatian | Zagreb
Cuba, Cuban | Havana
Cyprus, Cypriot | Nicosia
Czech Republic, Czechia, Czech | Prague
Denmark, Danish | Copenhagen
Djibouti, Djiboutian
Ecuador, Ecuadorian, Ecuadorean | Quito
Egypt, Egyptian | Cairo
El Salvador, Salvadoran | San Salvador
Eritrea, Eritrean | Asmara
Estonia, Estonian | Tallinn
Ethiopia, Ethiopian | Addis Ababa
Finland, Finnish | Helsinki
France, French | Paris, Elysee
Gabon, Gabonese | Libreville
Georgia, Georgian | Tbilisi
Germany, German | Berlin
Ghana, Ghanaian | Accra
Greece, Greek | Athens
Guatemala, Guatemalan
Guinea, Guinean | Conakry
Haiti, Haitian | Port-au-Prince
Honduras, Honduran | Tegucigalpa
Hungary, Hungarian | Budapest
Iceland, Icelandic | Reykjavik
India, Indian | New Delhi, Delhi
Indonesia, Indonesian | Jakarta
Iran, Iranian, Islamic Republic | Tehran
Iraq, Iraqi | Baghdad
Ireland, Irish | Dublin
Israel, Israeli | Jerusalem, Tel Aviv
Italy, Italian | Rome
Ivory Coast, Ivorian | Abidjan, Yamoussoukro
Japan, Japanese | Tokyo
Jordan, Jordanian | Amman
Kazakhstan, Kazakh | Astana
Kenya, Kenyan | Nairobi
Kosovo, Kosovar | Pristina
Kuwait, Kuwaiti
Kyrgyzstan, Kyrgyz | Bishkek
Laos, Laotian | Vientiane
Latvia, Latvian | Riga
Lebanon, Lebanese | Beirut
Liberia, Liberian | Monrovia
Libya, Libyan | Tripoli
Lithuania, Lithuanian | Vilnius
Malawi, Malawian | Lilongwe
Malaysia, Malaysian | Kuala Lumpur
Mali, Malian | Bamako
Malta, Maltese | Valletta
Mauritania, Mauritanian | Nouakchott
Mexico, Mexican | Mexico City
Moldova, Moldovan | Chisinau
Mongolia, Mongolian | Ulaanbaatar
Montenegro, Montenegrin | Podgorica
Morocco, Moroccan | Rabat
Mozambique, Mozambican | Maputo
Myanmar, Burma, Burmese | Naypyidaw
Namibia, Namibian | Windhoek
Nepal, Nepali, Nepalese | Kathmandu
Netherlands, Dutch | The Hague
New Zealand | Wellington
Nicaragua, Nicaraguan | Managua
Niger, Nigerien | Niamey
Nigeria, Nigerian | Abuja
North Korea, North Korean, DPRK | Pyongyang
North Macedonia, Macedonian | Skopje
Norway, Norwegian | Oslo
Oman, Omani | Muscat
Pakistan, Pakistani | Islamabad, Rawalpindi
Palestinian Authority, Palestine, Palestinian | Ramallah
Panama, Panamanian
Paraguay, Paraguayan | Asuncion
Peru, Peruvian | Lima
Philippines, Philippine, Filipino | Manila
Poland, Polish | Warsaw
Portugal, Portuguese | Lisbon
Qatar, Qatari | Doha
Romania, Romanian | Bucharest
Russia, Russian, Russian Federation | Moscow, Kremlin
Rwanda, Rwandan | Kigali
Saudi Arabia, Saudi | Riyadh
Senegal, Senegalese | Dakar
Serbia, Serbian | Belgrade
Sierra Leone | Freetown
Singapore, Singaporean
Slovakia, Slovak | Bratislava
Slovenia, Slovenian | Ljubljana
Somalia, Somali | Mogadishu
South Africa, South African | Pretoria
South Korea, South Korean | Seoul
South Sudan, South Sudanese | Juba
Spain, Spanish | Madrid
Sri Lanka, Sri Lankan | Colombo
Sudan, Sudanese | Khartoum
Sweden, Swedish | Stockholm
Switzerland, Swiss | Bern
Syria, Syrian | Damascus
Taiwan, Taiwanese | Taipei
Tajikistan, Tajik | Dushanbe
Tanzania, Tanzanian | Dodoma
Thailand, Thai | Bangkok
Togo, Togolese | Lome
Tunisia, Tunisian | Tunis
Turkey, Turkiye, Türkiye, Turkish | Ankara
Turkmenistan, Turkmen | Ashgabat
Uganda, Ugandan | Kampala
Ukraine, Ukrainian | Kyiv, Kiev
United Arab Emirates, UAE, U.A.E., U.A.E, Emirati | Abu Dhabi
United States, US, U.S., U.S, USA, U.S.A., America, American | Washington, White House, Pentagon
Uruguay, Uruguayan | Montevideo
Uzbekistan, Uzbek | Tashkent
Venezuela, Venezuelan | Caracas
Vietnam, Vietnamese | Hanoi
Yemen, Yemeni | Sanaa, Sana'a
Zambia, Zambian | Lusaka
Zimbabwe, Zimbabwean | Harare
"""


def _table(part: int) -> dict[str, str]:
    """Country by each word of one side of the bar."""
    table = {}
    for line in _COUNTRIES.strip().splitlines():
        sides = [[word.strip() for word in side.split(",")] for side in line.split("|")]
        for word in sides[part] if part < len(sides) else ():
            table[word] = sides[0][0]
    return table


_NAMES, _SEATS = _table(0), _table(1)


def _either(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


# not "Iran-backed", "Indian-administered"; the capital only where it stands alone: not "the Washington Post"
_NAME = re.compile(rf"(?<![\w-])({_either(_NAMES)})s?(?![\w-])")
_SEAT = re.compile(rf"(?<![\w-])({_either(_SEATS)})(?![\w-]| [A-Z])")
_ALONE = re.compile(rf"(?:[Tt]he )?(?:(?:{_either(_NAMES)})s?|{_either(_SEATS)})")


def find_countries(text: str) -> list[str]:
    """The countries that a text names, by their first names in the table, in order."""
    found = [(m.start(), _NAMES[m[1]]) for m in _NAME.finditer(text)]
    found += [(m.start(), _SEATS[m[1]]) for m in _SEAT.finditer(text)]
    return list(dict.fromkeys(country for _, country in sorted(found)))


def with_one_name(text: str) -> str:
    """The text with each country by one word: Iran for Iranian and Tehran, UnitedStates for U.S."""
    text = _NAME.sub(lambda m: _NAMES[m[1]].replace(" ", ""), text)
    return _SEAT.sub(lambda m: _SEATS[m[1]].replace(" ", ""), text)


def without_countries(text: str) -> str:
    """The text without the names of countries and of their seats of power."""
    return _SEAT.sub(" ", _NAME.sub(" ", text))


def is_country_name(phrase: str) -> bool:
    """Whether a phrase is the name of a country or its people and nothing else, not a seat of power."""
    return phrase in _NAMES


def is_country(phrase: str) -> bool:
    """Whether a phrase is the name of a country or its people, or of a seat of power, and nothing else."""
    return bool(_ALONE.fullmatch(phrase))
