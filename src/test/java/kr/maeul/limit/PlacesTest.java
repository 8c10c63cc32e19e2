package kr.maeul.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private final Places places = new Places(10, 4, 20, 2);

  @Test
  void nobodyGetsAllOfThem() {
    List<Places.Place> taken = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      taken.add(places.enter("one").orElseThrow());
    }
    assertThat(places.enter("one")).isEmpty();
    assertThat(places.enter("another")).isPresent();
    taken.get(0).close();
    assertThat(places.enter("one")).isPresent();
  }

  @Test
  void aFewWhoTakeAllTheyGetKeepNobodyElseOut() {
    for (int i = 0; i < 30; i++) {
      places.enter("one");
      places.enter("two");
      places.enter("three");
    }
    assertThat(places.enter("one")).isEmpty();
    assertThat(places.enter("somebody")).isPresent();
    assertThat(places.enter("somebody")).as("and one more").isPresent();
    assertThat(places.enter("somebody")).isEmpty();
  }

  @Test
  void allOfThemAreBounded() {
    List<Places.Place> taken = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      taken.add(places.enter("one of many " + i).orElseThrow());
    }
    assertThat(places.enter("one more")).isEmpty();
    taken.forEach(Places.Place::close);
    assertThat(places.enter("one more")).isPresent();
  }
}
