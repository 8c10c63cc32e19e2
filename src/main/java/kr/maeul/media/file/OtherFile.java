package kr.maeul.media.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.Set;
import kr.maeul.layer.text.Text;
import kr.maeul.media.file.MediaRefusedException.Reason;

/**
 * Files that people try and that are not taken, recognised by how they begin: what such a file is,
 * and how it becomes one that is taken.
 */
public enum OtherFile {
  HEIC("HEIC 사진", "a HEIC photo", Words.PHONE),
  AVIF("AVIF 사진", "an AVIF photo", Words.AS_JPEG),
  JPEG_XL("JPEG XL 사진", "a JPEG XL photo", Words.AS_JPEG),
  JPEG_2000("JPEG 2000 사진", "a JPEG 2000 photo", Words.AS_JPEG),
  GIF("GIF 그림", "a GIF picture", Words.AS_JPEG),
  TIFF("TIFF 사진이나 사진기의 원본(RAW)", "a TIFF photo, or a camera's raw one", Words.AS_JPEG),
  BMP("BMP 그림", "a BMP picture", Words.AS_JPEG),
  PHOTOSHOP("포토샵(PSD) 파일", "a Photoshop (PSD) file", Words.AS_JPEG),
  SVG("SVG 도안", "an SVG drawing", Words.AS_JPEG),
  PDF("PDF 문서", "a PDF document", Words.PAGE),
  HWP("한글(HWP)이나 옛 오피스 문서", "a HWP or an old Office document", Words.PAGE),
  HWPX("한글(HWPX) 문서", "a HWPX document", Words.PAGE),
  OFFICE("오피스 문서(워드, 엑셀, 파워포인트)", "an Office document (Word, Excel, PowerPoint)", Words.PAGE),
  ZIP("압축 파일", "an archive of files", Words.UNPACK),
  VIDEO("영상", "video", Words.NO_VIDEO),
  OTHER_SOUND("다른 방식의 소리", "sound of another kind", Words.AS_SOUND);

  /** In compatible brands, AVIF first: such files may also say {@code mif1}. */
  private static final Set<String> AVIF_BRANDS = Set.of("avif", "avis");

  private static final Set<String> HEIF_BRANDS =
      Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1");

  /** Other brands may be sound alone; what is in them is looked at when all is there. */
  private static final Set<String> VIDEO_BRANDS = Set.of("avc1", "M4V ", "M4VH", "M4VP");

  private static final int RESERVED_AT = 6;
  private static final int BRAND_AT = 8;
  private static final int COMPATIBLE_AT = 16;
  private static final int ZIP_NAME_AT = 30;

  private final Text what;
  private final Text instead;

  OtherFile(String ko, String en, Text instead) {
    this.what = new Text(ko, en);
    this.instead = instead;
  }

  /**
   * @param head the first bytes of a file, at least 64 where it has as many
   */
  static Optional<OtherFile> of(byte[] head) {
    if (has(head, 4, "ftyp")) {
      return ofBrands(head);
    }
    if (has(head, 0, "PK\u0003\u0004")) {
      return Optional.of(ofZip(head));
    }
    if (has(head, 0, "RIFF")) {
      return has(head, 8, "AVI ") ? Optional.of(VIDEO) : Optional.empty();
    }
    return Optional.ofNullable(byFirstBytes(head));
  }

  private static OtherFile byFirstBytes(byte[] head) {
    if (has(head, 0, "GIF8")) {
      return GIF;
    }
    if (any(head, "II*\0", "MM\0*", "II+\0", "MM\0+", "IIU\0", "IIRO", "FUJIFILMCCD-RAW")) {
      return TIFF;
    }
    if (has(head, 0, "BM")
        && head.length > RESERVED_AT + 3
        && Bytes.u32le(head, RESERVED_AT) == 0) {
      return BMP;
    }
    if (any(head, "8BPS")) {
      return PHOTOSHOP;
    }
    if (any(head, "\0\0\0\fJXL ", "\u00ff\n")) {
      return JPEG_XL;
    }
    if (any(head, "\0\0\0\fjP  ", "\u00ffO\u00ffQ")) {
      return JPEG_2000;
    }
    if (any(head, "%PDF")) {
      return PDF;
    }
    if (any(head, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1", "HWP Document File")) {
      return HWP;
    }
    if (any(
        head, "7z\u00bc\u00af", "Rar!", "\u001f\u008b", "PK\u0005\u0006", "ALZ\u0001", "EGGA")) {
      return ZIP;
    }
    if (any(head, "\0\0\u0001\u00ba", "\0\0\u0001\u00b3", "FLV\u0001")) {
      return VIDEO;
    }
    if (any(head, "fLaC", "#!AMR", "FORM", "MThd", "caff", "\u00ff\u00f1", "\u00ff\u00f9")
        || any(head, "0&\u00b2u\u008ef\u00cf\u0011")) {
      return OTHER_SOUND;
    }
    String text = new String(head, ISO_8859_1).stripLeading();
    return text.startsWith("<svg") || text.startsWith("<?xml") && text.contains("<svg")
        ? SVG
        : null;
  }

  private static Optional<OtherFile> ofBrands(byte[] head) {
    long end = Math.min(head.length, Bytes.u32(head, 0));
    boolean isHeif = false;
    for (int at = BRAND_AT; at + 4 <= end; at += 4) {
      if (at + 4 == COMPATIBLE_AT) {
        continue; // the version stands between
      }
      String brand = new String(head, at, 4, ISO_8859_1);
      if (AVIF_BRANDS.contains(brand)) {
        return Optional.of(AVIF);
      }
      if (at == BRAND_AT && VIDEO_BRANDS.contains(brand)) {
        return Optional.of(VIDEO);
      }
      isHeif |= HEIF_BRANDS.contains(brand);
    }
    return isHeif ? Optional.of(HEIC) : Optional.empty();
  }

  private static OtherFile ofZip(byte[] head) {
    if (has(head, ZIP_NAME_AT, "mimetypeapplication/hwp")) {
      return HWPX;
    }
    boolean isOffice =
        has(head, ZIP_NAME_AT, "[Content_Types].xml")
            || has(head, ZIP_NAME_AT, "_rels/")
            || has(head, ZIP_NAME_AT, "docProps/")
            || has(head, ZIP_NAME_AT, "mimetypeapplication/vnd.oasis");
    return isOffice ? OFFICE : ZIP;
  }

  private static boolean any(byte[] head, String... beginnings) {
    for (String beginning : beginnings) {
      if (has(head, 0, beginning)) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(byte[] head, int at, String what) {
    return Bytes.has(head, at, what.getBytes(ISO_8859_1));
  }

  public MediaRefusedException refused() {
    return new MediaRefusedException(
        Reason.UNSUPPORTED,
        "이 파일은 " + what.ko() + "입니다. " + instead.ko(),
        "this file is " + what.en() + "; " + instead.en());
  }

  private static final class Words {
    static final Text AS_JPEG =
        new Text(
            "사진 앱이나 그림판에서 JPEG(.jpg)로 저장해 올려 주세요. 이름만 .jpg로 바꾸어서는 안 됩니다.",
            "save it as JPEG (.jpg) with a program for photos and upload that; changing the name alone does not do it");

    static final Text PHONE =
        new Text(
            "JPEG로 바꾸어 올려 주세요. 이미 찍은 사진은 갤러리(사진 앱)에서 JPEG로 저장하거나 화면을 캡처해 올리면 됩니다."
                + " 앞으로는 아이폰: 설정 → 카메라 → 포맷 → 높은 호환성,"
                + " 갤럭시: 카메라 → 설정 → 고급 사진 옵션 → 고효율(HEIF) 사진 끄기. 이름만 .jpg로 바꾸어서는 안 됩니다.",
            "upload it as JPEG. Save a photo that you have as JPEG in the gallery, or take a screenshot of it."
                + " From now on: iPhone: Settings → Camera → Formats → Most Compatible;"
                + " Galaxy: Camera → Settings → Advanced picture options → turn HEIF (high efficiency) off."
                + " Changing the name to .jpg alone does not do it");

    static final Text PAGE =
        new Text(
            "사진이 들어 있다면 그 사진만 JPEG로 저장하거나, 화면을 캡처해 올려 주세요.",
            "if there is a photo in it, save that photo as JPEG, or take a screenshot of it, and upload that");

    static final Text UNPACK =
        new Text(
            "압축을 풀고 사진이나 소리를 하나씩 올려 주세요.",
            "unpack it and upload the photos or the sound one by one");

    static final Text NO_VIDEO =
        new Text(
            "영상은 받지 않습니다. 한 장면을 캡처해 사진으로 올리거나, 소리만 MP3, M4A로 저장해 올려 주세요.",
            "video is not taken. Upload a scene of it as a photo, or the sound alone as MP3 or M4A");

    static final Text AS_SOUND =
        new Text("MP3나 M4A로 저장해 올려 주세요.", "save it as MP3 or M4A and upload that");
  }
}
