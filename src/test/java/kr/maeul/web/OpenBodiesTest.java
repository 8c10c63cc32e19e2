package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import kr.maeul.web.request.BusyException;
import org.junit.jupiter.api.Test;

class OpenBodiesTest {
  private final OpenBodies bodies = new OpenBodies();

  @Test
  void noNetworkGetsAllPlaces() {
    List<OpenBodies.Place> taken = new ArrayList<>();
    for (int i = 0; i < OpenBodies.MOST_OF_ONE; i++) {
      taken.add(bodies.enter("2001:db8::" + Integer.toHexString(i + 1)));
    }
    assertThatThrownBy(() -> bodies.enter("2001:db8::ffff")).isInstanceOf(BusyException.class);
    assertThatCode(() -> bodies.enter("192.0.2.1").close()).doesNotThrowAnyException();
    taken.get(0).close();
    assertThatCode(() -> bodies.enter("2001:db8::ffff")).doesNotThrowAnyException();
  }

  @Test
  void allOfThemAreFewerThanThereAreThreads() {
    List<OpenBodies.Place> taken = new ArrayList<>();
    for (int i = 0; i < OpenBodies.MOST; i++) {
      taken.add(bodies.enter("192.0.2." + i));
    }
    assertThatThrownBy(() -> bodies.enter("198.51.100.1")).isInstanceOf(BusyException.class);
    taken.forEach(OpenBodies.Place::close);
    assertThatCode(() -> bodies.enter("198.51.100.1")).doesNotThrowAnyException();
  }
}
