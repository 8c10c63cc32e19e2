package kr.maeul.layer.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The particle that fits, by the sound before it. */
class ParticleTest {
  @ParameterizedTest
  @CsvSource({
    "이메일, 이메일을, 이메일로, 이메일은, 이메일이, 이메일과",
    "주소, 주소를, 주소로, 주소는, 주소가, 주소와",
    "노송동, 노송동을, 노송동으로, 노송동은, 노송동이, 노송동과",
    "집 (예시), 집 (예시)를, 집 (예시)로, 집 (예시)는, 집 (예시)가, 집 (예시)와",
    "3, 3을, 3으로, 3은, 3이, 3과",
    "10, 10을, 10으로, 10은, 10이, 10과",
    "27, 27을, 27로, 27은, 27이, 27과",
    "EPSG:5186, EPSG:5186을, EPSG:5186으로, EPSG:5186은, EPSG:5186이, EPSG:5186과",
    "URL, URL을, URL로, URL은, URL이, URL과",
    "photo.jpg, photo.jpg를, photo.jpg로, photo.jpg는, photo.jpg가, photo.jpg와",
    "ㄴㅅㄷ, ㄴㅅㄷ을, ㄴㅅㄷ으로, ㄴㅅㄷ은, ㄴㅅㄷ이, ㄴㅅㄷ과",
    "…, …을(를), …(으)로, …은(는), …이(가), …과(와)"
  })
  void fits(String words, String object, String by, String topic, String subject, String and) {
    assertThat(Particle.OBJECT.after(words)).isEqualTo(object);
    assertThat(Particle.BY.after(words)).isEqualTo(by);
    assertThat(Particle.TOPIC.after(words)).isEqualTo(topic);
    assertThat(Particle.SUBJECT.after(words)).isEqualTo(subject);
    assertThat(Particle.AND.after(words)).isEqualTo(and);
  }
}
