package kr.maeul.media.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import kr.maeul.media.MediaFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What people try beside the kinds that are taken. */
class OtherFileTest {

  private record Tried(OtherFile kind, byte[] head) {
    @Override
    public String toString() {
      return kind + " " + new String(head, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
  }

  private static Tried tried(OtherFile kind, String head) {
    return new Tried(kind, Arrays.copyOf(MediaFiles.ascii(head), IncomingFile.HEAD_BYTES));
  }

  static List<Tried> others() {
    String zip = "PK\u0003\u0004\u0014\0\0\0\0\0\0\0!\0".concat("\0".repeat(16));
    return List.of(
        tried(OtherFile.HEIC, "\0\0\0\u001cftypheic\0\0\0\0mif1heicmiaf"),
        tried(OtherFile.HEIC, "\0\0\0\u0018ftypmif1\0\0\0\0heicmif1"),
        tried(OtherFile.HEIC, "\0\0\0\u0024ftyphevc\0\0\0\0msf1hevcmif1heic"),
        tried(OtherFile.AVIF, "\0\0\0\u0020ftypavif\0\0\0\0avifmif1miafMA1B"),
        tried(OtherFile.AVIF, "\0\0\0\u001cftypmif1\0\0\0\0mif1avifmiaf"),
        tried(OtherFile.JPEG_XL, "\0\0\0\fJXL \r\n\u0087\n"),
        tried(OtherFile.JPEG_2000, "\0\0\0\fjP  \r\n\u0087\n"),
        tried(OtherFile.GIF, "GIF89a\u0001\0\u0001\0"),
        tried(OtherFile.TIFF, "II*\0\b\0\0\0"),
        tried(OtherFile.TIFF, "MM\0*\0\0\0\b"),
        tried(OtherFile.BMP, "BM6\u0010\0\0\0\0\0\0\0006\0\0\0"),
        tried(OtherFile.PHOTOSHOP, "8BPS\0\u0001"),
        tried(OtherFile.SVG, "<?xml version=\"1.0\"?><svg xmlns="),
        tried(OtherFile.PDF, "%PDF-1.7"),
        tried(OtherFile.HWP, "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"),
        tried(OtherFile.HWP, "HWP Document File V3.00"),
        tried(OtherFile.HWPX, zip + "mimetypeapplication/hwp+zip"),
        tried(OtherFile.OFFICE, zip + "[Content_Types].xml"),
        tried(OtherFile.ZIP, zip + "photos/1.jpg"),
        tried(OtherFile.ZIP, "Rar!\u001a\u0007"),
        tried(OtherFile.VIDEO, "RIFF\0\0\0\0AVI LIST"),
        tried(OtherFile.VIDEO, "\0\0\0\u0018ftypM4V \0\0\0\0M4V isom"),
        tried(OtherFile.OTHER_SOUND, "#!AMR\n"),
        tried(OtherFile.OTHER_SOUND, "fLaC\0\0\0\""));
  }

  @ParameterizedTest
  @MethodSource("others")
  void areToldByTheirFirstBytes(Tried tried) {
    assertThat(OtherFile.of(tried.head())).contains(tried.kind());
    assertThat(FileType.of(tried.head())).isEmpty();
  }

  @Test
  void everyKindHasBeenTried() {
    assertThat(others()).extracting(Tried::kind).containsOnly(OtherFile.values());
  }

  @Test
  void whatIsTakenIsNoneOfThem() {
    for (byte[] file :
        List.of(
            MediaFiles.jpeg(8, 8),
            MediaFiles.png(8, 8),
            MediaFiles.webp(),
            MediaFiles.wav(1),
            MediaFiles.mp3(1),
            MediaFiles.mp4("soun", 1),
            MediaFiles.webm("webm", 2, 1),
            MediaFiles.ogg(1))) {
      byte[] head = Arrays.copyOf(file, Math.min(file.length, IncomingFile.HEAD_BYTES));
      assertThat(OtherFile.of(head))
          .as(new String(head, java.nio.charset.StandardCharsets.ISO_8859_1))
          .isEmpty();
      assertThat(FileType.of(head)).isPresent();
    }
    for (int length = 0; length < 20; length++) {
      assertThat(OtherFile.of(Arrays.copyOf(MediaFiles.ascii("BM and more words"), length)))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(OtherFile.class)
  void eachSaysWhatToDo(OtherFile kind) {
    var refused = kind.refused();
    assertThat(refused.reason()).isEqualTo(MediaRefusedException.Reason.UNSUPPORTED);
    assertThat(refused.detail().ko()).startsWith("이 파일은 ").containsAnyOf("JPEG", "사진", "MP3");
    assertThat(refused.detail().en())
        .startsWith("this file is ")
        .containsAnyOf("JPEG", "MP3", "upload");
  }
}
