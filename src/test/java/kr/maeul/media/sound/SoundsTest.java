package kr.maeul.media.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import kr.maeul.media.MediaFiles;
import kr.maeul.media.file.FileType;
import kr.maeul.media.file.MediaRefusedException;
import kr.maeul.media.file.MediaRefusedException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SoundsTest {

  static Stream<Arguments> kinds() {
    return Stream.of(
        kind(FileType.WAV, MediaFiles::wav),
        kind(FileType.MP3, MediaFiles::mp3),
        kind(FileType.MP4, s -> MediaFiles.mp4("soun", (int) s)),
        kind(FileType.WEBM, s -> MediaFiles.webm("webm", 2, (int) s)),
        kind(FileType.OGG, s -> MediaFiles.ogg((int) s)));
  }

  private static Arguments kind(FileType type, DoubleFunction<byte[]> make) {
    return Arguments.of(type, make);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void lengthIsCountedAndNotesAreGone(FileType type, DoubleFunction<byte[]> make) {
    byte[] file = make.apply(3);
    assertThat(FileType.of(file)).contains(type);
    assertThat(text(file)).contains("SECRET");

    Sounds.Sound sound = Sounds.read(type, file.clone());

    assertThat(sound.duration()).isCloseTo(Duration.ofSeconds(3), Duration.ofMillis(60));
    assertThat(text(sound.content())).doesNotContain("SECRET", "35.8243");
    Sounds.Sound again = Sounds.read(type, sound.content().clone());
    assertThat(again.duration()).isEqualTo(sound.duration());
    assertThat(again.content()).isEqualTo(sound.content());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void tenMinutesAreTakenAndNoMore(FileType type, DoubleFunction<byte[]> make) {
    assertThat(Sounds.read(type, make.apply(599)).duration().toMillis() / 1000.0)
        .isCloseTo(599, within(0.1));
    assertRefused(type, make.apply(601), Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void nothingLastsNoTime(FileType type, DoubleFunction<byte[]> make) {
    assertThatThrownBy(() -> Sounds.read(type, make.apply(0)))
        .isInstanceOf(MediaRefusedException.class);
  }

  /** Cut or garbled anywhere, a file is taken or refused, and nothing else happens. */
  @ParameterizedTest
  @MethodSource("kinds")
  void brokenFilesAreRefusedAndNoWorse(FileType type, DoubleFunction<byte[]> make) {
    byte[] file = make.apply(2);
    Random random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      byte[] broken = Arrays.copyOf(file, i % 2 == 0 ? file.length : random.nextInt(file.length));
      for (int k = 0; k < i % 8 && broken.length > 0; k++) {
        int reach = Math.min(broken.length, 300);
        broken[random.nextInt(reach)] = (byte) random.nextInt();
      }
      try {
        Sounds.read(type, broken);
      } catch (MediaRefusedException refused) {
        assertThat(refused.reason()).isNotNull();
      }
    }
  }

  @Test
  void videoIsRefused() {
    assertRefused(FileType.MP4, MediaFiles.mp4("vide", 3), Reason.UNSUPPORTED);
    assertRefused(FileType.WEBM, MediaFiles.webm("webm", 1, 3), Reason.UNSUPPORTED);
    assertRefused(FileType.WEBM, MediaFiles.webm("matroska", 2, 3), Reason.UNSUPPORTED);
  }

  private static void assertRefused(FileType type, byte[] file, Reason reason) {
    assertThatThrownBy(() -> Sounds.read(type, file))
        .isInstanceOfSatisfying(
            MediaRefusedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }
}
