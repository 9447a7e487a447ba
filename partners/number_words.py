"""Words around a number that tell whether it is one to call or counts something."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LABELS = _words(
    """
    room page pages chapter verse psalm article section bus route flight gate episode season level
    line version size step day week year age aged covid over under about around nearly almost than
    least most every between kamar ruang halaman hal bab ayat pasal rute lantai versi tahun
    hari usia umur sekitar hampir dari setiap sebanyak mencapai phòng trang chương điều tuyến xe
    tầng tập năm ngày tuổi nhà hơn khoảng gần mỗi غرفة صفحة سنة عام نحو حوالي حوالى يوم
    """
)
"""In front of a number: what it is the number of, or how many there are."""

FOLLOWERS = _words(
    """
    is isn are aren was will won can could may might has have does would should and or but if when
    whenever while where who which that because so then for to from at on by with without via in
    before after until during as now today tonight any anytime always instead first free straight
    right here there day night they you we it he she i someone somebody anyone please immediately
    directly too also again whatever no not around open answers answer connects offers helps
    listens works takes reaches lets gives goes puts
    adalah ialah ini itu dan atau jika kalau bila saat ketika untuk agar supaya bisa dapat akan
    sudah siap gratis tersedia buka aktif melayani sekarang kapan kapanpun segera dengan dari pada
    di ke tanpa setiap juga ya yuk saja aja dulu lewat melalui selama yang karena sebelum menerima
    là và hoặc hay nếu khi để sẽ có đã luôn miễn ngay bất lúc hoạt giúp nhé nha đi với từ ở tại cho
    trước mọi suốt thì được cũng
    هو هي أو و في من على إلى مجانا مجاني مجانًا متاح الآن إذا عند
    """
)
"""After a number: words that go on with the sentence, so nothing is counted."""
