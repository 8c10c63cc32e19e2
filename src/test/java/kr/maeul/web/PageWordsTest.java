package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * One word for one thing, wherever people read Korean: in the pages and in what the service says.
 */
class PageWordsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  /**
   * What people read of a layer file, a profile or demo content; headers of files of others are
   * none of it.
   */
  private static final Pattern SAID =
      Pattern.compile(
          "\"(?:title|description|ko|evidenceSource)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** A variant that nobody is to read, and the word for it. */
  private static final Map<String, String> GLOSSARY =
      Map.ofEntries(
          Map.entry("전자우편|이-메일|e-mail 주소", "이메일"),
          Map.entry("기다림|기다리는 기여", "검토 대기"),
          Map.entry("거둬들|거두어들|거둬 들", "철회"),
          Map.entry("고침 요청", "보완 요청"),
          Map.entry("쓰는 중", "사용 중"),
          Map.entry("닫힘|닫힌 계정|계정을 닫|계정 닫기", "사용 중지"),
          Map.entry("^할 일$", "관리"),
          Map.entry("지도 크게|지도 작게|크기를 바꿉니다", "확대/축소"),
          Map.entry("모든 때", "전체 기간"),
          Map.entry("글쇠|자판", "키보드"),
          Map.entry("누리집", "웹사이트"),
          Map.entry("단추", "버튼"),
          Map.entry("파라미터", "매개변수"),
          Map.entry("글자열", "문자열"),
          Map.entry("이름 없음|이름 없는|제목 없음", "what an item without a title is called"),
          Map.entry("주민 신고", "빈집 알림"),
          Map.entry("비어 있은 지", "방치기간"),
          Map.entry("무게", "가중치"),
          Map.entry("빈집 자료에 넣", "반영"),
          Map.entry("Prefer:", "words for people; headers are told in docs/api.md"));

  /** Both particles stand only where the page or {@code Particle} chooses between them. */
  private static final Pattern BOTH_PARTICLES =
      Pattern.compile(
          "(?<!\\}[’”\"'」)]{0,3})(을\\(를\\)|이\\(가\\)|은\\(는\\)|과\\(와\\)|와\\(과\\)|\\(으\\)로)");

  private static Map<String, String> pages() throws IOException {
    Map<String, String> words = new java.util.TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("web/i18n"))) {
      for (Path file : files.filter(f -> f.endsWith("ko.json")).toList()) {
        JSON.readTree(file.toFile())
            .properties()
            .forEach(e -> words.put(file + " " + e.getKey(), e.getValue().asText()));
      }
    }
    return words;
  }

  /** Every string in the sources that has Hangul in it. */
  private static Map<String, String> service() throws IOException {
    Map<String, String> words = new java.util.TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/kr/maeul"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        if (!file.endsWith("Particle.java") && !file.toString().contains("exchange")) {
          Matcher literal = LITERAL.matcher(Files.readString(file));
          while (literal.find()) {
            if (literal.group(1).chars().anyMatch(c -> c >= '가' && c <= '힣')) {
              words.put(file + " " + literal.start(), literal.group(1));
            }
          }
        }
      }
    }
    return words;
  }

  /** Printed pages, layer files, profiles, and what is written for readers of Korean. */
  private static Map<String, String> others() throws IOException {
    Map<String, String> words = new java.util.TreeMap<>();
    for (String folder : List.of("src/main/jte", "data/layers", "data/profiles", "data/demo")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file :
            files.filter(f -> f.toString().matches(".*\\.(jte|json|geojson)")).toList()) {
          Pattern said = file.toString().endsWith(".jte") ? LITERAL : SAID;
          Matcher literal = said.matcher(Files.readString(file));
          while (literal.find()) {
            words.put(file + " " + literal.start(), literal.group(1));
          }
        }
      }
    }
    for (String paper : List.of("README.ko.md", "docs/guide.ko.md", "docs/settings.ko.md")) {
      words.put(paper, Files.readString(Path.of(paper)));
    }
    return words;
  }

  @Test
  void oneWordForOneThing() throws IOException {
    Map<String, String> all = pages();
    assertThat(all).hasSizeGreaterThan(500);
    Map<String, String> ours = service();
    assertThat(ours).hasSizeGreaterThan(500);
    all.putAll(ours);
    all.putAll(others());
    List<String> faults = new ArrayList<>();
    all.forEach(
        (where, words) -> {
          GLOSSARY.forEach(
              (variant, wanted) -> {
                if (Pattern.compile(variant).matcher(words).find()) {
                  faults.add(where + ": " + words + " (say: " + wanted + ")");
                }
              });
          if (BOTH_PARTICLES.matcher(words).find()) {
            faults.add(where + ": " + words + " (leave the particle to Particle)");
          }
        });
    assertThat(faults).isEmpty();
  }
}
