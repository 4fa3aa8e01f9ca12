"""Words of forum documents in languages other than English. Speakers have not checked them yet: docs/imports.md says so."""

import re

# Month by month: Thai and its short forms, Lao, Khmer, Burmese, Vietnamese, Indonesian, Malay, Portuguese.
MONTH_NAMES = (
    "มกราคม ม.ค. ມັງກອນ មករា ဇန်နဝါရီ januari janeiro",
    "กุมภาพันธ์ ก.พ. ກຸມພາ កុម្ភៈ កុម្ភះ ဖေဖော်ဝါရီ februari fevereiro",
    "มีนาคม มี.ค. ມີນາ មីនា မတ် maret mac março",
    "เมษายน เม.ย. ເມສາ មេសា ဧပြီ abril",
    "พฤษภาคม พ.ค. ພຶດສະພາ ឧសភា မေ mei maio",
    "มิถุนายน มิ.ย. ມິຖຸນາ មិថុនា ဇွန် juni junho",
    "กรกฎาคม ก.ค. ກໍລະກົດ កក្កដា ဇူလိုင် juli julai julho",
    "สิงหาคม ส.ค. ສິງຫາ សីហា ဩဂုတ် agustus ogos agosto",
    "กันยายน ก.ย. ກັນຍາ កញ្ញា စက်တင်ဘာ setembro",
    "ตุลาคม ต.ค. ຕຸລາ តុលា အောက်တိုဘာ oktober outubro",
    "พฤศจิกายน พ.ย. ພະຈິກ វិច្ឆិកា နိုဝင်ဘာ novembro",
    "ธันวาคม ธ.ค. ທັນວາ ធ្នូ ဒီဇင်ဘာ desember disember dezembro",
)
MONTHS = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names.split()}
MONTHS |= {
    f"tháng {name}": number
    for number, name in enumerate("một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|mười một|mười hai".split("|"), 1)
}
BEFORE_MONTH = r"เดือน|ເດືອນ|ខែ|bulan"
AFTER_MONTH = r"လ"
BEFORE_DAY = r"วันที่|ວັນທີ|ថ្ងៃទី|ngày|tanggal"
AFTER_DAY = r"ရက်(?:နေ့)?"
BEFORE_YEAR = r"พ\.\s?ศ\.|ค\.\s?ศ\.|ปี|ປີ|ພ\.\s?ສ\.|ຄ\.\s?ສ\.|ឆ្នាំ|năm|tahun|de|B\.?E\.?"
AFTER_YEAR = r"ခုနှစ်|B\.?E\.?"
BETWEEN_DAYS = r"ถึง|และ|ຫາ|ແລະ|ដល់|និង|đến|và|sampai(?: dengan)?|hingga|dan|s\.?/?d\.?|e|မှ"

# The forum and what it is called where its English name is not used; its number stands behind it.
FORUM = r"เวที(?:หารือ)?อาเซียน(?:ว่าด้วย)?แรงงาน(?:ข้ามชาติ|ย้ายถิ่น)|ເວທີອາຊຽນ(?:ກ່ຽວກັບ|ວ່າດ້ວຍ)?ແຮງງານເຄື່ອນຍ້າຍ|វេទិកាអាស៊ានស្តីពីពលករចំណាកស្រុក|diễn đàn asean về lao động di (?:cư|trú)|forum asean (?:tentang|mengenai) (?:pekerja|tenaga kerja|buruh) migran"
NUMBERED = r"ครั้งที่|ຄັ້ງທີ|លើកទី|lần thứ|ke-?\s?(?=\d)|အကြိမ်"

MEETING = (
    r"การประชุม|สัมมนา|ກອງປະຊຸມ|សិក្ខាសាលា|កិច្ចប្រជុំ|hội thảo|hội nghị|lokakarya|pertemuan|mesyuarat|bengkel|ဆွေးနွေးပွဲ|အစည်းအဝေး"
)
RECOMMENDATIONS = (
    r"ข้อเสนอแนะ|ຂໍ້ສະເໜີແນະ|ຂໍ້ສະເໜີ|ຂໍ້ແນະນຳ|អនុសាសន៍|အကြံပြုချက်(?:များ)?|khuyến nghị|kiến nghị|rekomendasi|syor|saranan"
)
NATIONAL = r"ระดับชาติ|แห่งชาติ|ລະດັບຊາດ|ແຫ່ງຊາດ|ថ្នាក់ជាតិ|quốc gia|nasional|kebangsaan|အမျိုးသား"
PREPARES = r"เตรียมการ|ກະກຽມ|ត្រៀម|chuẩn bị|persiapan|persediaan|tham vấn"
ONLINE = r"ออนไลน์|ອອນລາຍ|ອອນໄລນ໌|អនឡាញ|trực tuyến|daring|dalam talian|အွန်လိုင်း"
COUNTRIES = {
    "ประเทศไทย": "TH", "ไทย": "TH", "ราชอาณาจักรไทย": "TH",
    "ສປປ ລາວ": "LA", "ສ.ປ.ປ ລາວ": "LA", "ປະເທດລາວ": "LA",
    "កម្ពុជា": "KH",
    "မြန်မာ": "MM",
    "việt nam": "VN",
}  # fmt: skip
# How a text asks in languages written with Latin letters: "Tăng cường …", "Memperkuat …", "Mengukuhkan …".
ASKS = re.compile(
    r"(?:me(?:m|n|ng|ny|l|r)\w{3,}|perlu|harus|hendaklah|(?:\w+ ){1,6}(?:perlu|harus|wajib|cần|phải|nên)\b"
    r"|(?:tăng|xây|ban|bảo|đảm|thúc|hỗ|mở|cung|nâng|đẩy|rà|sửa|phát|thực|thiết|cải|giảm|tạo|ký|phê|công|cấp|hoàn|quy|tổ)\s)",
    re.I,
)
