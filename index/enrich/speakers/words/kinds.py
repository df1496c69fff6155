"""Offices, jobs and bodies, and where one ends."""

from __future__ import annotations

import re

from index.enrich.gazetteer import UPPER
from index.enrich.speakers.words.lists import choice
from index.enrich.speakers.words.sayings import SAYING

JOB = choice("""
    luật sư|bác sĩ|bác sỹ|nhà báo|nhà văn|nhà thơ|nhà nghiên cứu|nhiếp ảnh gia|chuyên gia
    chuyên gia kinh tế|hlv|huấn luyện viên|diễn viên|ca sĩ|nghệ sĩ|nghệ nhân|nhạc sĩ|họa sĩ|đạo diễn
    cầu thủ|vđv|vận động viên|kỹ sư|kiến trúc sư|dược sĩ|tài xế|hoa hậu|á hậu|giảng viên|giáo viên
    nhà sử học|blogger|tiền đạo|tiền vệ|thủ môn|hậu vệ|tay vợt|người mẫu|siêu mẫu|nhà khoa học|điều dưỡng
    streamer|youtuber|nhà sáng tạo|trọng tài|nhạc trưởng|biên tập viên|btv|phóng viên|pv|mc|võ sĩ|kỳ thủ
    nhà thiết kế|ntk|nhà phân tích|nghiên cứu viên|chủ quán|chủ nhà|nam diễn viên|nữ diễn viên|nam ca sĩ
    nữ ca sĩ|phi công|thuyền trưởng|nhà ngoại giao|nhà kinh tế|nhà lý luận|nhà phê bình|nhà quản lý
    nhà biên kịch|nhà sản xuất|nhà văn hóa|giáo sư|phó giáo sư|nghệ sĩ nhân dân|nghệ sĩ ưu tú
    nghệ nhân ưu tú|nữ võ sĩ|ứng viên|doanh nhân|đại biểu|đại biểu quốc hội|đbqh|nhà hoạt động|sử gia
    học giả|danh thủ|nghị sĩ|thượng nghị sĩ|hạ nghị sĩ|dân biểu|võ sư|chủ resort|chủ khách sạn
    chủ nhà hàng|chủ tiệm|chủ cửa hàng|chủ trang trại|chủ vườn|chủ đại lý|chủ xưởng|chủ nhà trọ|chủ trại
    chủ vựa|chủ sạp|chủ trạm|nhân viên|ông bầu|tác giả|nhà quay phim|giáo sĩ|xe ôm|cây bút|bình luận viên
    cơ phó|cơ trưởng|xạ thủ|nữ xạ thủ|trung vệ|stylist|rapper|tiktoker|vlogger|producer|nhà tạo mẫu
    chính trị gia|chiến lược gia|kinh tế gia|luật gia|hướng dẫn viên|người dẫn chương trình|nhà vô địch
    cựu vô địch|huyền thoại|nhà tâm lý|nhà tư vấn|nhà môi giới|danh hài|nghệ sỹ|ca sỹ|nhạc sỹ|họa sỹ|y tá
    hộ lý|nữ y tá|dược sỹ|kỹ thuật viên|cố vấn học tập|nhà thiết kế đồ họa|nhân viên cứu hộ|lính cứu hỏa
    thủ khoa|nghiên cứu sinh|quản lý nhà hàng|đầu bếp|biên đạo|cựu binh|cựu chiến binh|thợ lặn|nữ tiếp viên
    tiếp viên|chủ shop|chủ một sạp|chủ một shop|chủ một quán|chủ một tiệm|chủ một cửa hàng
    chủ một trang trại|chủ một nhà hàng|chủ một khách sạn|chủ một cơ sở|chủ một doanh nghiệp|chủ một xưởng
    chủ một vườn|chủ một đại lý|y sĩ|y sỹ|nhà bình luận|nhà đàm phán|thương nhân|thương gia|thương lái|tài tử
    danh ca|biên kịch|giám khảo|tình nguyện viên|cộng tác viên|quan sát viên|tư vấn viên|người mẫu ảnh|thợ ảnh
    nhà sinh vật học|nhà toán học|nhà vật lý|nhà xã hội học|nhà quy hoạch|nhà hảo tâm|hdv|tướng ba sao
    tướng bốn sao|tướng về hưu
    tướng ba sao về hưu|tướng bốn sao về hưu|nhà điều tra|nhà lập pháp|nhà làm luật|nhà bảo vệ môi trường
    nhà động vật học|nhà sinh học|nhà thiên văn học|nhà khảo cổ học|nhà địa chất học|nhà tâm lý học
    nhà nhân chủng học|nhà dịch tễ học|nhà từ thiện|nhà hóa học|nhà khí tượng học|chiến lược gia|giọng ca
    nhà cầm quân|lái xe|nhà tạo mốt|nhà sưu tầm|nhà sưu tập|phượt thủ|cua-rơ|đô vật|kình ngư
    đội trưởng đội tuyển|nhà phát minh
    công tố viên trưởng|trợ giảng|dịch giả|nhà giáo|bảo mẫu|giúp việc|người mẫu áo tắm|vũ công|nam vũ công
""")
"""What somebody does, which many do: less than an office."""
JOB_ALONE = re.compile(rf"{JOB}(?!\w)")
"""The first words of a job."""
_HEAD = choice("""
    bí thư|phó bí thư|tổng bí thư|chủ tịch|phó chủ tịch|đồng chủ tịch|tổng thống|phó tổng thống|thủ tướng
    phó thủ tướng|ủy viên|tỉnh ủy viên|thành ủy viên|huyện ủy viên|đảng ủy viên|quận ủy viên|thị ủy viên
    thường vụ|thường trực(?! chính phủ)|phó|chủ nhiệm|giám đốc|tổng giám đốc|cục trưởng|vụ trưởng|viện trưởng
    chi cục trưởng|tổng cục trưởng|hiệu trưởng|hiệu phó|bộ trưởng|thứ trưởng|ngoại trưởng|thị trưởng
    thống đốc|đại sứ|tổng lãnh sự|lãnh sự|chánh|tư lệnh|chính ủy|trưởng|tham mưu trưởng|chỉ huy trưởng
    chỉ huy phó|chỉ huy|đội trưởng|đội phó|tổ trưởng|tổ phó|đồn trưởng|trạm trưởng|tổng biên tập|thư ký
    tổng thư ký|phát ngôn viên|nữ phát ngôn viên|người phát ngôn|đại diện|lãnh đạo|cán bộ|chuyên viên
    người đứng đầu|tập thể lãnh đạo|kế toán|kế toán trưởng|quản đốc|nhà sáng lập|đồng sáng lập
    người sáng lập|ceo
    sáng lập(?<!cùng sáng lập)(?<!đã sáng lập)(?<!từng sáng lập)(?<!do sáng lập)
    cố vấn|bí thư thứ nhất|thẩm phán|kiểm sát viên|điều tra viên|chủ đầu tư|hội trưởng|trung đoàn trưởng
    tiểu đoàn trưởng|đại đội trưởng|sư đoàn trưởng|lữ đoàn trưởng|hải đội trưởng|trung đội trưởng
    kiểm lâm viên|tổng thanh tra|tổng kiểm toán|tổng tham mưu trưởng|tổng cục phó|cục phó|quốc vương
    nữ hoàng|hoàng tử|giáo hoàng|thủ hiến|công tố viên|bí thư chi bộ|ủy viên ban|kiểm toán trưởng
    (?<!cơ )quan chức(?! năng)|thành viên(?= ban )|thành viên(?= ủy ban )|thành viên(?= hội đồng )
    thành viên khác(?= trong )
    phụ trách|lãnh tụ|lãnh tụ tối cao|giáo chủ|đại giáo chủ|thái tử|hoàng thân|đặc phái viên
    tổng chưởng lý|chưởng lý|tổng tư lệnh|thư ký báo chí|trưởng đoàn|chính trị viên|chính trị viên phó
    chủ hợp tác xã|chủ cơ sở|chủ doanh nghiệp|trợ lý|thành viên hđqt|thành viên hội đồng|người đại diện
    công chức|viên chức|quyền trưởng|xã đội trưởng|tộc trưởng|trưởng phòng|nhà lãnh đạo|thủ lĩnh
    chủ biên|tổng chủ biên|kinh tế trưởng|nhà kinh tế trưởng|phó tướng|nhà vua|hoàng hậu|công chúa
    đồng chủ biên|trưởng thôn|trưởng bản|trưởng ấp|xóm trưởng|đệ nhất phu nhân|tỉnh trưởng
    tổng thống lâm thời|thủ tướng lâm thời|tổng thống đắc cử|thủ tướng đắc cử|quyền thủ tướng
    chủ sở hữu|phó ban|trưởng ban|trung úy cảnh sát|cảnh sát trưởng|tù trưởng|trụ trì|thủ từ|thủ đền
    chưởng môn|thanh tra cảnh sát|tgđ|gđ|pgđ|phó gđ|phó tgđ
    hạt trưởng|hạt phó|bến trưởng|sĩ quan|tham tán|thủ trưởng|giám thị trại|tổng quản lý|tổng phụ trách
    điều phối viên|thanh tra viên|giám sát viên|trợ lí|trưởng đặc khu|ông chủ|bà chủ|trưởng tàu
    quản lý(?= cửa hàng )|quản lý(?= nhà hàng )|quản lý(?= khách sạn )|quản lý(?= quán )
""")
"""What an office begins with."""
_BEFORE_HEAD = "(?:kiêm|đồng|đồng thời là|nguyên|cựu|tân|quyền|q\\.|nữ|đương kim|một|vị|cố)"
"""What may stand before that: `nguyên giám đốc`. No two are alike: a run is read in one way."""
OFFICE = re.compile(rf"(?<![\w/])(?:(?:{_BEFORE_HEAD} ){{,4}}(?:{_HEAD}|{JOB}))(?![\w/])")
"""The first words of an office or a job: `Phó Chủ tịch`, `bác sĩ`."""
OFFICE_ONLY = re.compile(rf"(?:(?:{_BEFORE_HEAD} ){{,4}}{_HEAD})(?![\w/])")
"""The first words of an office, but of no job."""

_BODY = choice(r"""
    tiểu đoàn|trung đoàn|lữ đoàn|sư đoàn|đại đội|công an|ubnd|ủy ban|khoa|sở|bộ|ban|hội|cục|chi cục
    tổng cục|vụ|phòng|trung tâm|viện|tòa án|tòa phúc thẩm|tòa sơ thẩm|tand|vksnd|trường|bệnh viện|công ty
    tập đoàn|ngân hàng|cơ quan|thanh tra|huyện ủy|tỉnh ủy|thành ủy|đảng ủy|thị ủy|quận ủy|quân đội
    cảnh sát|hđxx|sân bay|hđnd|mttq|liên đoàn|hiệp hội|văn phòng|kho bạc|bảo hiểm|đại sứ quán|đoàn|hđqt
    chính phủ|quốc hội|chính quyền|tổ|ubkt|ban bí thư|bộ chính trị|thuế tp|thuế tỉnh|thuế thành phố
    kiểm lâm|kiểm toán nhà nước|quân ủy trung ương|biên phòng|đồn biên phòng|thường trực|btv|bch
    nhà trường|nhà máy|đại học|hội đồng|ủy ban kiểm tra|điện kremlin|nhà trắng|lầu năm góc|đội|trạm|hãng
    clb|câu lạc bộ|quỹ|học viện|hạt kiểm lâm|tổng công ty|viện kiểm sát|đảng bộ|liên minh|đơn vị tư vấn
    đơn vị thi công|đơn vị vận hành|nhà sản xuất|nhà mạng|lực lượng|quân giải phóng|sứ quán|lãnh sự quán
    tổng lãnh sự quán|phái đoàn|hải quân|không quân|lục quân|bộ đội|quân khu|nhà chức trách|thành đoàn
    tỉnh đoàn|huyện đoàn|quận đoàn|tổ chức|mặt trận tổ quốc|siêu thị|chi nhánh|hợp tác xã|htx
    nhà hát|bảo tàng|nhà xuất bản|tổng giáo phận|giáo phận|hạm đội|nhóm phân tích|nhóm nghiên cứu
    điện lực|bưu điện|ngành(?<!các ngành)(?! chức năng)(?! của)(?! chuyên)(?= \w)|đh|dịch vụ khẩn cấp
    liên hợp quốc|liên hiệp quốc|vườn quốc gia|khu bảo tồn|liên bộ|cung điện|vườn thú|thảo cầm viên
    đài khí tượng|ban quản trị
    nghiệp đoàn|công đoàn|hội thánh|giáo hội|quân chủng|hải cảnh(?! báo)|tuần duyên|cảng vụ|dòng tộc
    khu công nghiệp
    cửa hàng(?= này)|cửa hàng(?= tại )
""")
"""What the name of a body begins with."""
_NO_BODY = choice(r"""
    hãng tin|hãng thông tấn|hội nghị|hội đàm|hội thảo|hội ý|hội chợ|ban đầu|bộ phận|đoàn kết|đoàn viên
    tổ chức(?! y tế)(?! giám sát)(?! khí tượng)(?! lương thực)(?! ân xá)(?! thương mại)(?! di cư)
    trường hợp|ban ngành|vụ án|vụ việc|đội ngũ|sở dĩ|đài loan|phòng chống|phòng khi|phòng ngừa|bộ máy|ban hành
    vụ tai nạn|hội viên|quỹ đất|trường quay|bộ đội ta|vụ cháy|bộ phim|ban ngày|đội hình|đoàn xe|viện trợ
    bộ đếm|bộ sưu tập|bộ đồ|bộ trang phục|bộ vi xử lý|bộ nhớ|bộ sạc|bộ lọc|bộ máy|bộ đôi|bộ môn|bộ quy tắc
    bộ luật|bộ tiêu chí
    viện dẫn|vụ trộm|hội đủ|bộ ảnh|bộ ba|vụ ly hôn
""")
"""Other words that begin so: `hội nghị`."""
BODY = re.compile(rf"(?!(?:{_NO_BODY})(?!\w))(?:{_BODY})(?![\w/])")
"""The first words of the name of a body: `Sở`, `Công ty`."""

FIRM = re.compile(
    r"(?:Vina|Viet|Petro|Agri|Vin|Saigon|Hano|Deli|Habe|Cien)[a-z]+\d?\Z|[A-Z][a-z]+(?:bank|Bank|group"
    r"|corp|co|land|tel|milk|lines|mart|jet|pharm|food|gas|sco|max|tech|soft|tex|phone|Phone)\Z"
    r"|(?!Mc|Mac|De|La|Le|Di|Von|Van)[A-Z][a-z]+[A-Z]\w*\Z|(?:Amazon|Google|Apple|Facebook|Meta"
    r"|Microsoft|Samsung|Boeing|Airbus|Toyota|Honda|Hyundai|Huawei|Xiaomi|Tesla|Grab|Uber|Intel"
    r"|Nvidia|Netflix|Spotify|Sony|Nokia|Ford|Volkswagen|Nike|Adidas|Honor|Oppo|Lazada|Shopee|Tiki"
    r"|Alibaba|Tencent|Pfizer|Moderna|AstraZeneca|Formosa|Masan|Viettel|Vingroup|Bamboo Airways"
    r"|(?:[A-Z][\w&]* ){1,3}(?:Airlines|Airways|Bank|Group|Holdings|Capital|Securities|Motors|Electronics"
    r"|Corporation|Technologies|Entertainment|Studios|Games)"
    r"|Vietnam Airlines|Vietjet Air|Opta|Moody's|Fitch|Goldman Sachs|Morgan Stanley)\Z"
)
"""The name of a firm, told by how such names begin or end: `Sawaco`."""

OF_FIRM = re.compile(
    r"(?:Airlines|Airways|Bank|Group|Holdings|Capital|Securities|Motors|Electronics|Corporation|Technologies"
    r"|Entertainment|Studios|Games|Oil|Energy|Petroleum|Pharma|Pharmaceuticals|Foods|Partners|Insurance"
    r"|Solutions|Systems|Software|Media|Pictures|Records|Logistics|Analytics|Ventures|Labs|Industries"
    r"|Chemical|Telecom|Networks|Robotics|Automotive|Economics|Intelligence|Institute|University|Foundation"
    r"|Association|Council|Club|United|Inc|Corp|Ltd|Co)\Z"
)
"""Words that end names of firms and bodies, but none of persons: `Murphy Oil`."""

OF_COUNTRY = re.compile(r" (?:Việt Nam|VN|Vietnam|Hà Tĩnh)\Z")
"""What stands behind the name of a firm or the letters of a body: `Formosa Hà Tĩnh`, `UNESCO Việt Nam`."""

UNIT_BODY = re.compile(
    rf"(?:(?:CA )?(?:[Tt]ỉnh|[Hh]uyện|[Tt]hành phố|TP\.?|[Qq]uận|[Xx]ã|[Pp]hường|[Tt]hị xã"
    rf"|[Tt]hị trấn)(?: [{UPPER}\d][\w.]*)*"
    r"|(?:[Nn]hà đầu tư|[Nn]hà thầu|[Đđ]ơn vị|[Dd]oanh nghiệp|[Cc]hủ đầu tư)(?: này)?"
    r"|(?:[Đđ]ơn vị|[Dd]oanh nghiệp) (?:phá đá|khai thác|vận hành|quản lý|tổ chức|thiết kế|giám sát|cung cấp"
    r"|xây dựng|sản xuất|kiểm định|tài trợ|phát hành|thực hiện|phân phối|nhập khẩu|thu phí|cho thuê))\Z"
)
"""A unit, or a party to a contract, that speaks as a body does."""

UNIT_KIND = re.compile(
    r"(?:tỉnh|huyện|thành phố|tp\.?|quận|xã|phường|thị xã|thị trấn|nhà đầu tư|nhà thầu|đơn vị|doanh nghiệp"
    r"|chủ đầu tư)(?!\w)"
)
"""What such a unit or party begins with."""

ACRONYM = re.compile(
    r"(?!(?:TTXVN|AFP|AP|BBC|CNN|TTO|VTV|VOV|VTC|NDO|PV|BTV|MC|HLV|CEO|SCMP|RT|NYT|WSJ|NBC"
    r"|ABC|CBS|CNA|AMN|FT|SBS|JTBC|NDTV|UPI|KCNA|RFA|VOA|FOX|DPA|TNO|SGGP|EPA|KBS|MBC|NHK|VKS|TAND|NTK|ĐBQH|UBND"
    r"|HĐND|BCH|TP|NSND|NSƯT)\Z)[A-ZĐ][A-ZĐ&]{1,7}(?:\d\d)?\Z|(?:A|C|PC|PA|PX|V)\d\d\Z"
)
"""The name of a body in its first letters; no newspaper, job or lone kind of body."""

MANY = choice("""
    lãnh đạo|đại diện|người đại diện|cán bộ|chuyên viên|thành viên|quan chức|công chức|viên chức|ủy viên
    trợ lý|cố vấn|thư ký|kế toán
""")
"""Offices that several hold at a time."""

SINGLE = re.compile(rf"(?i:(?!{MANY}(?!\w)){OFFICE_ONLY.pattern}.*)")
"""Offices that one man holds."""

VAGUE = re.compile(
    "(?:điều hành|đại diện|lãnh đạo|quản lý|cán bộ|phụ trách|phó|trưởng|công an xã hội|tổ|đội|phòng|ban|bộ"
    "|hội|thường trực|thường vụ|sáng lập|giám sát|viện|sở|vụ|trường|cục|đoàn|đài|quỹ|công chức|viên chức"
    "|chánh|thành viên|thư ký|lực lượng|ngành)"
)
"""Words that are no office and no body by themselves."""

LONE_BODY = re.compile("bộ|sở|cục|ban|trường|tòa|vks|vksnd|tand|hđxx")
"""Kinds of bodies that stand for one told in full before: `Sở đề nghị`."""

NO_END = re.compile(r" (?:của|và|cho|tại|về|các|với|những|gồm|cùng)\Z")
"""What an office does not end with: what stands behind is no name of its holder."""

STOP = (
    r"\.\s(?<!\bTP..)(?<!\bTp..)(?<!\bTX..)(?<!\bTT..)(?<!\bP..)(?<!\bQ..)(?<!\bTh..)(?<!\bTS..)(?<!\bGS..)"
)
"""A full stop that ends a sentence rather than a word that is cut short."""

_NO_OFFICE = choice(f"""
    đã|chưa|(?<!ũng )(?<!hời )là|được|(?<!hiết )bị(?! đơn)(?! cáo)(?! can)(?! hại)|khi|(?<!ự )do|vì|để
    nhưng|mà|thì|này|đó|sẽ|đang|(?<!hữa )(?<!hộ )(?<!ại diện )(?<!gôn viên )(?<!phát ngôn )cho|theo|ngày|có
    (?<!àng )(?<!òng )không(?! - K)(?! K)(?! quân)|cùng|gặp
    từ(?! thiện)(?! [Vv]iện )(?! [Đđ]ại học)(?! [Tt]rường )(?! [Bb]ệnh viện)(?! [Tt]rung tâm)|vừa
    thông tin(?! và)(?! -)(?!,)|nói|biết|nếu|cũng(?! là)|sau(?! đại học)|trong|trước|đến|(?<!ủa )ông
    (?<!ủa )bà|anh|chị|đồng chí|rằng|nhận|thấy|phải|(?<!ậu )cần|vẫn|còn|(?<!iệc )làm|đưa|ra|vào|lên|bằng
    như|hơn|tới|dự(?! án)(?! phòng)(?! báo)(?! khuyết)|thay|phát biểu|chủ trì|nhấn mạnh|(?<!ăng )(?<!hư )ký
    gửi
    tiếp(?! công dân)(?! dân)(?! thị)(?! vận)(?! nhận)(?! viên)(?! cận)(?! tân)
    trao|chúc|biểu dương|ghi nhận|thăm|tặng|việc(?! làm)|nhằm|qua|khiến|giúp|yêu cầu|đề nghị|khẳng định
    từng|nên|tiếp xúc|thẳng thắn|vắng|trả lời|trình bày|tiếp tục|trở thành|qua đời|khai mạc|bế mạc
    chia sẻ|(?<!goại )giao(?! thông)(?! dịch)|bao gồm|gồm|tham dự|tham gia|mời|nghe|kết luận|với|giữ|nắm
    hôm|gắn bó|đọc|công bố|(?<!hôn )mới|hoàn thành|quyết định|thống nhất(?! [{UPPER}])|ban hành|phê duyệt
    chấp thuận|làm nhiệm vụ|đứng(?! đầu)|ngồi|ca ngợi|chỉ trích|lên án|bác bỏ|phủ nhận|kêu gọi|cáo buộc
    tìm(?! kiếm)|đóng(?! gói)(?! tàu)|hào hứng|xúc động|phấn khởi|nghẹn ngào|bùi ngùi|tỏ|lo lắng|bức xúc
    phát đi|phát(?= ngày )|phát(?= hôm )|đều|lại|viết|đăng(?! kiểm)(?! ký)|trên(?! địa bàn)|gọi|dẫn đầu
    bước|lắc|gật|quay
    khen(?! thưởng)|nhiều lần|tập trung(?! ở)|ban đầu|cảm ơn|cám ơn|xem xét|dường như|hội đàm|dành|xác định
    đặt câu hỏi|mô tả
""")
"""Words that no office holds, but for those that they are a part of: `hàng không`."""
BREAKS = re.compile(
    rf"[ (,;:!?…“”\".](?:(?<=[ (]){_NO_OFFICE}(?!\w)"
    r"|(?<= )(?:báo cáo (?:[Bb]í thư|[Cc]hủ tịch|[Tt]hủ tướng)(?!\w)|họp(?! tác)(?!\w)"
    r"|tại (?:[Bb]uổi|[Ll]ễ|[Hh]ội nghị|[Hh]ội thảo|[Cc]uộc|[Ss]ự kiện|[Tt]ọa đàm|[Đđ]ại hội"
    r"|[Kk]ỳ họp|[Pp]hiên|[Đđ]iểm cầu)(?!\w)"
    r"|(?<![Bb]an )tổ chức (?:[Hh]ội (?:nghị|thảo)|[Ll]ễ|buổi|cuộc|kỳ|họp|phiên)(?!\w))"
    r"|(?<=,) hiện(?!\w)(?! là | nay là | đang là )"
    rf"|(?<=[;:!?…“”\"])|(?<=\.){STOP[2:]})"
)
"""Words that no office holds: where one stands, it has ended."""

SAID_BEHIND = re.compile(
    rf"{BREAKS.pattern}| (?!(?:thông tin|giao|trao đổi|báo cáo|phản ánh|khai|đánh giá|kết luận"
    rf"|chỉ đạo|mong)(?!\w)){SAYING}(?!\w)"
    r"|(?<!và)(?<!và )(?<!định)(?<!,) đánh giá (?!tác|chất|năng|kết|hồ|thẩm|tài|rủi|cán|và|giáo|đầu|công"
    r"|an|môi|sự|,)(?=\w)| (?:thông tin|trao đổi|đánh giá|chỉ đạo|kết luận|phản ánh|nêu"
    r"|viết|hỏi|kể)(?=\s*[:,“\"]|\s*\Z)"
)
"""Where an office ends that stands behind a name."""
