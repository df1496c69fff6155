"""Names that are no persons’, surnames, and the words before names of places."""

from __future__ import annotations

import re

from index.enrich.gazetteer import SURNAMES as COMMON_SURNAMES
from index.enrich.speakers.words.lists import choice, listed
from search.text import comparable

NO_NAME_END = re.compile(
    r"(?:trung ương|thế giới|nhân dân|nông dân|phụ nữ|thanh niên|kinh tế|tài chính|quốc gia|quốc tế"
    r"|văn hóa|giáo dục|khoa học|công nghệ|công nghiệp|dân tộc|tôn giáo|nông nghiệp|xã hội|lao động"
    r"|du lịch|thương mại|an ninh|môi trường|chính trị|giao thông|tư pháp|nội vụ|xây dựng|đầu tư"
    r"|ngoại giao|quốc phòng|tập đoàn|công ty|ngân hàng|trung tâm|bệnh viện|học viện|hội đồng"
    r"|ủy ban|liên đoàn|hiệp hội|quân đội|cảnh sát|nhà nước|chính phủ|tòa án|cộng sản|cộng hòa"
    r"|dân chủ|bảo thủ|cấp cao|cấp tiến|tự do|thống nhất)(?!\w)"
)
"""Words whose first syllable alone is a capital in the name of a body: no name of a person ends with it."""

_FOREIGN = """
    fed|opec|ecb|imf|wto|wb|who|hamas|hezbollah|taliban|houthi|unicef|unesco|interpol|fifa|uefa|afc|vff
    vpf|cia|fbi|google|apple|amazon|microsoft|tesla|facebook|meta|boeing|airbus|huawei|samsung|toyota
    bamboo airways|vietnam airlines|vietjet air|vietjet|grab|grab việt nam|uber|uber việt nam|vingroup
    viettel|catalonia|crimea|donetsk|luhansk|tân cương|tây tạng|ma cao|macau|okinawa|scotland|wales
    bắc ireland|florida|virginia|chicago|los angeles|san francisco|boston|houston|hawaii|alaska|ohio
    michigan|pennsylvania|thượng hải|quảng đông|thâm quyến|quảng châu|hồ bắc|vũ hán|hà bắc|sơn đông
    tứ xuyên|chiết giang|phúc kiến|kurd|do thái|ả rập|arab|palestine|rohingya|duy ngô nhĩ|thổ nhĩ kỳ
    triều tiên|hàn quốc|trung quốc|nhật bản|mỹ|nga|anh|pháp|đức|ấn độ|iran|israel|ukraine|điện kremlin|eu
    nhà trắng|việt nam|thái lan|campuchia|lào|singapore|malaysia|indonesia|philippines|nato|liên hợp quốc
    australia|úc|liên hiệp quốc|myanmar|canada|italy|ý|tây ban nha|ba lan|hà lan|bỉ|thụy điển|thụy sĩ|cuba
    brazil|mexico|ai cập|iraq|syria|afghanistan|pakistan|bangladesh|đài loan|hồng kông|hong kong|hoa kỳ
    liên bang nga|lầu năm góc|hungary|washington|moscow|bắc kinh|tokyo|seoul|bình nhưỡng|bangkok|paris
    london|berlin|châu âu|quốc hội|chính phủ|venezuela|argentina|new york|california|texas|moskva|kiev|hàn
    nhật|liên xô|phần lan|đan mạch|na uy|séc|áo|hy lạp|bồ đào nha|ấn độ dương|thái bình dương
    đại tây dương|đông nam á|châu á|châu phi|châu mỹ|bắc mỹ|nam mỹ|mỹ latinh|trung đông|đông á|nam á
    trung á|đông âu|tây âu|biển đông|nam bộ|tây nam bộ|đông nam bộ|bắc bộ|trung bộ|bắc trung bộ
    nam trung bộ|tây nguyên|tây bắc|đông bắc|tehran|ankara|baghdad|riyadh|kabul|delhi|new delhi|islamabad
    tel aviv|jerusalem|madrid|rome|brussels|warsaw|kyiv|doha|canberra|ottawa|manila|jakarta|kuala lumpur
    phnom penh|hanoi|caracas|havana|damascus|minsk|yemen|jordan|lebanon|libya|sudan|kenya|nigeria|ethiopia
    somalia|morocco|tunisia|algeria|nam phi|ghana|qatar|uae|kuwait|bahrain|oman|sri lanka|nepal|mông cổ
    kazakhstan|uzbekistan|belarus|gruzia|armenia|azerbaijan|litva|latvia|estonia|bulgaria|croatia|slovenia
    slovakia|albania|bosnia|kosovo|iceland|ireland|vatican|malta|ecuador|bolivia|paraguay|uruguay|panama
    honduras|guatemala|haiti|brunei|arizona|illinois|nevada|georgia|massachusetts|colorado|mississippi
    tennessee|philadelphia|miami|detroit|seattle|ontario|sydney|melbourne|mumbai|trùng khánh|osaka|busan
    dubai|istanbul|barcelona|vienna|liên bang|arab saudi|ả rập xê út|new zealand|colombia|chile|peru
    tajikistan|kyrgyzstan
    turkmenistan|moldova|montenegro|bắc macedonia|luxembourg|slovenia|jamaica|costa rica|guyana|congo
    angola|mozambique
    zimbabwe|zambia|uganda|rwanda|tanzania|cameroon|senegal|mali|niger|chad|maldives|bhutan|fiji
    papua new guinea
    timor leste|đông timor|síp|bờ biển ngà
    ukraina|romania|serbia|kremlin|công thương|nội vụ|quốc phòng|tư pháp|ngoại giao|y tế|tài chính|công an
    an ninh|thương mại
"""
FOREIGN = frozenset(map(comparable, listed(_FOREIGN)))
"""Countries and the like, which stand before names as units do."""

_PRESS = """
    xinhua|reuters|tass|sputnik|interfax|bloomberg|guardian|washington post|new york times|global times
    yonhap|kyodo|nikkei|al jazeera|aljazeera|el pais|el país|le monde|le figaro|der spiegel|bild
    daily mail|mirror|marca|vnexpress|zing|zing news|tuổi trẻ|tuổi trẻ online|thanh niên|dân trí
    vietnamnet|người lao động|pháp luật|tân hoa xã|variety|vogue|hollywood reporter|people|forbes|sina
    weibo|soha|sky sports|espn|independent|telegraph|politico|axios|fox news|newsweek|ria novosti
    straits times|bangkok post|south china morning post|sohu|twitter|facebook|tmz|pagesix|page six
    dispatch|billboard|wall street journal|financial times|sky news|channel news asia|the sun|daily star
    manchester evening news|người đưa tin|tiền phong|dân việt|lao động|vtc news|infonet|giáo dục việt nam
    công lý|kremlin|a bola|gazzetta dello sport|la gazzetta dello sport|mundo deportivo
    corriere dello sport|tuttosport|relevo|l’equipe|l'equipe|rmc sport|the athletic|athletic|cnn|bbc|nbc
    nbc news|abc|abc news|cbs|cbs news|cnbc|afp|ap|ndtv|nhk|kbs|sbs|jtbc|rt|rain tv|press tv|the guardian
    the times|times|the new york times|the washington post|the independent|the telegraph|daily express
    usa today|los angeles times|the hill|hindustan times|times of india|times of israel
    the times of israel|jerusalem post|the jerusalem post|haaretz|anadolu|al arabiya|al mayadeen
    daily sabah|izvestia|kommersant|pravda|fars|tasnim|mehr|irna|the diplomat|diplomat|national interest
    the national interest|defense news|asia times|jakarta post|the jakarta post|antara|bernama|the star
    new straits times|thairath|khaosod|siamsport|thai pbs|nation|the nation|phnom penh post
    the phnom penh post|the economist|economist|fortune|time|us weekly|deadline|techcrunch|the verge|cnet
    gsmarena|phonearena|macrumors|the information|transfermarkt|goal|fox sports|talksport|football italia
    osen|naver|allkpop|soompi|koreaboo|ettoday|the paper|caixin|the wall street journal|the straits times
    nikkei asia|nikkei asian review|vietnam+|vietnamplus|vov|vtv|ttxvn|afamily|kenh14|saostar|zingnews
    znews|instagram|getty|nvcc|ttxvn|cna|amn|almasdar news|ft|amaq|inquirer|philstar|ibtimes|bustle|express
    foxnews
    sci-news|harvard health|insider|business insider|defense blog|android authority|windows latest|wired
    mashable
    engadget|livescience|national geographic|vox|quartz|the drive|irna|isna|mk sports|mail online|globo
    the korea times|korea herald|korea times|yahoo|yahoo news|wccftech|bleepingcomputer|w korea
"""
PRESS = frozenset(map(comparable, listed(_PRESS)))
"""Newspapers, agencies and sites: what they write is nobody's statement."""

_PLACES = """
    tỉnh|thành phố|tp|tp\\.|huyện|quận|thị xã|tx|tx\\.|xã|phường|thị trấn|thôn|xóm|(?<!nhật )bản|ấp|khu|tổ
    làng|buôn|đường|phố|cầu|(?<!môi )(?<!thị )trường|thpt|thcs|tiểu học|mầm non|mẫu giáo|bệnh viện|công ty
    tập đoàn|ngân hàng|quảng trường|giải|quỹ|đại học|học viện|sân bay|khách sạn|chợ|tỉnh ủy|thành ủy
    huyện ủy|quận ủy|thị ủy|ủy|đoàn|đội|clb|hãng|báo|đài|chùa|đền|cảng|nhà máy|tại|ở|nước|thpt chuyên|chuyên
    viện|bộ|sở|ban|cục|vụ|hội|dự án|đảo|sông|tnhh|cp|cổ phần|và|của|tại|từ|bảo tàng|trung tâm|thị|ubnd|hđnd
    bch|mttq|vùng|phim|ca khúc|bài hát|cuốn|chương trình|album|game|vở kịch|miền|dòng|núi|công viên
    cao đẳng|thpt dân lập|tòa nhà
"""
"""Kinds of places, schools and firms."""
_UNITS = """
    tỉnh|thành phố|tp|tp\\.|huyện|quận|thị xã|tx|tx\\.|xã|phường|thị trấn|tỉnh ủy|thành ủy|huyện ủy|quận ủy
    thị ủy|ủy|(?<!tập )đoàn|nước|ubnd|hđnd|bch|mttq|đảng bộ|viện|cục|sở|ban|bộ|vụ|hội
"""
"""Kinds of units, and of bodies whose offices end with one’s name."""
PLACE_BEFORE = re.compile(rf"(?:^|(?<=[\s(]))(?:{choice(_PLACES)})\s*\Z")
"""Before a name: it is that of a place, a school, a firm."""
UNIT_BEFORE = re.compile(rf"(?:^|(?<=[\s(]))(?:{choice(_UNITS)})\s*\Z")
"""Before a name: it is that of a unit, or the office of a person ends there."""
_NOT_BEHIND = re.compile(r"\(\?<!.*?\)|\\")
"""What a word of those may not stand behind, and signs of a pattern."""


def _ends(words: str) -> frozenset[str]:
    """The last words of a list of words."""
    return frozenset(_NOT_BEHIND.sub("", word).rpartition(" ")[2] for word in listed(words))


PLACE_ENDS, UNIT_ENDS = _ends(_PLACES), _ends(_UNITS)
"""The last words of what those find: where another stands, they find nothing."""

SURNAMES = COMMON_SURNAMES | frozenset(
    comparable(
        "lò lù sầm hoàng đàm doãn đồng viên khuất khúc kim lại lục mã ma ninh nguỵ ông phó phương quan "
        "sơn thân thạch thiều tiêu trang trà uông ung văn vi vương xa âu chung chử diệp dư giáp giang "
        "hạ hán khổng lã lều lỗ nhâm nhan ngọ ngũ quản tán thi thẩm thế tiết từ tưởng yên điểu đinh "
        "ksor rơ rah rmah siu nay niê hờ hồ mùa thào lầu sùng hạng chảo tẩn phàn bàn triệu giàng chẻo "
        "thích lý vũ ly cứ và thò hà mông hầu đặng bạch cù danh đái điền đường huỳnh kha la lê liêu lữ mạch "
        "nghê nhữ ôn phí phú tạ tất thịnh trì trưng tuấn vĩnh k’ h’ a y kpă ayun blong kbuôr mlô alê "
        "bríu zơrâm pơloong coor arất bhling clâu hốih ating tơ lưu lương bùi quàng cà lường leo hứa "
        "đậu khiếu khưu sái thang mẫn trác vưu ấu biện cấn tào đới khoàng nùng vòng"
    ).split()
)
"""Surnames, those of the minorities too."""
