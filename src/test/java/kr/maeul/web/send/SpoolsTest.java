package kr.maeul.web.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import kr.maeul.parts.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolsTest {
  private static final int PIECE = Spools.PIECE_BYTES;
  @TempDir Path folder;

  /** Three pieces in memory and six in files for each network, three networks in all. */
  private Spools spools() {
    return new Spools(folder.resolve("answers"), 9 * PIECE, 18 * PIECE, 8 * PIECE, 30);
  }

  private static byte[] read(Spool spool) throws Exception {
    try (InputStream content = spool.content()) {
      return content.readAllBytes();
    }
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws Exception {
    Seed seed = Seed.of("spools");
    Random random = seed.random();
    Spools spools = spools();
    for (int length : new int[] {0, 1, PIECE - 1, PIECE, 3 * PIECE, 3 * PIECE + 1, 8 * PIECE}) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      Spool written = spools.open("one");
      for (int at = 0; at < length; ) {
        int part = Math.min(length - at, 1 + random.nextInt(PIECE));
        written.write(bytes, at, part);
        at += part;
      }
      written.close();
      assertThat(written.size()).isEqualTo(length);
      assertThat(read(written)).as("seed " + seed + " length " + length).isEqualTo(bytes);
      if (length > 0) {
        Spool held = spools.open("one");
        held.hold(bytes);
        held.close();
        assertThat(read(held)).as("seed " + seed + " held " + length).isEqualTo(bytes);
      }
      assertThat(spools.heldBytes()).isZero();
    }
    try (Stream<Path> left = Files.list(folder.resolve("answers"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void oneNetworkLeavesRoomForOthersAndAllTogetherAreBounded() throws Exception {
    Spools spools = spools();
    List<Spool> kept = new ArrayList<>();
    for (String network : List.of("one", "two", "three")) {
      Spool first = spools.open(network);
      first.write(new byte[8 * PIECE]);
      Spool second = spools.open(network);
      second.write(new byte[PIECE]);
      kept.add(first);
      kept.add(second);
      refused(spools, network, network.equals("three") ? null : NoRoomException.Why.CROWDED);
    }
    refused(spools, "four", NoRoomException.Why.FULL);
    for (Spool spool : kept) {
      spool.release();
      spool.release(); // once is enough
    }
    assertThat(spools.heldBytes()).isZero();
    spools.open("four").write(new byte[8 * PIECE]);
  }

  private static void refused(Spools spools, String network, NoRoomException.Why why) {
    assertThatExceptionOfType(NoRoomException.class)
        .isThrownBy(() -> spools.open(network).write(new byte[1]))
        .satisfies(e -> assertThat(why == null || e.why() == why).isTrue());
  }

  @Test
  void oneAnswerIsBounded() {
    assertThatExceptionOfType(NoRoomException.class)
        .isThrownBy(() -> spools().open("one").write(new byte[8 * PIECE + 1]))
        .satisfies(e -> assertThat(e.why()).isEqualTo(NoRoomException.Why.TOO_LARGE));
  }

  @Test
  void oneNetworkIsSentSoManyAtOnce() {
    Spools spools = spools();
    for (int i = 0; i < 3; i++) {
      spools.sending("one");
    }
    assertThatExceptionOfType(NoRoomException.class).isThrownBy(() -> spools.sending("one"));
    assertThat(spools.isTaking("other")).isFalse();
    spools.sending("other");
    assertThat(spools.isTaking("other")).isTrue();
    spools.sent("one");
    spools.sending("one");
  }
}
