package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The modules of the page stay small, in rooms, and without circles. */
class PageModulesTest {
  private static final Path ROOT = Path.of("web/src");
  private static final int LINES = 300;
  private static final int FILES = 18;
  private static final int COLUMNS = 120;

  /** Modules that a page or a worker starts with: no other module names them. */
  private static final Predicate<String> IS_ENTRY = name -> name.endsWith("/main.js");

  /** {@code from '…'}, {@code import '…'}, {@code import('…')} and {@code new URL('…', …)}. */
  private static final Pattern NAMED =
      Pattern.compile("(?:\\bfrom|\\bimport|\\bnew URL)\\s*\\(?\\s*'(\\.{1,2}/[^']+\\.js)'");

  /** Types are named in comments, and load nothing. */
  private static final Pattern JSDOC = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);

  private static Map<Path, List<String>> modules() throws IOException {
    Map<Path, List<String>> modules = new TreeMap<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        modules.put(file, Files.readAllLines(file));
      }
    }
    assertThat(modules).hasSizeGreaterThan(100);
    return modules;
  }

  private static Map<Path, TreeSet<Path>> names(Map<Path, List<String>> modules) {
    Map<Path, TreeSet<Path>> names = new TreeMap<>();
    modules.forEach(
        (module, lines) -> {
          TreeSet<Path> named = new TreeSet<>();
          Matcher name = NAMED.matcher(JSDOC.matcher(String.join("\n", lines)).replaceAll(""));
          while (name.find()) {
            Path other = module.resolveSibling(name.group(1)).normalize();
            if (!other.startsWith("web/vendor")) { // Leaflet's
              named.add(other);
            }
          }
          names.put(module, named);
        });
    return names;
  }

  @Test
  void theyAreSmall() throws IOException {
    List<String> faults = new ArrayList<>();
    modules()
        .forEach(
            (module, lines) -> {
              if (lines.size() > LINES) {
                faults.add(module + " has " + lines.size() + " lines");
              }
              for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                int columns = line.codePointCount(0, line.length());
                if (columns > COLUMNS) {
                  faults.add(module + ":" + (i + 1) + " has " + columns + " columns");
                }
              }
            });
    assertThat(faults).isEmpty();
  }

  @Test
  void theyStandInRooms() throws IOException {
    Map<Path, Long> rooms =
        modules().keySet().stream()
            .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.counting()));
    assertThat(rooms).allSatisfy((room, files) -> assertThat(files).isLessThanOrEqualTo(FILES));
  }

  @Test
  void eachIsThereAndUsed() throws IOException {
    Map<Path, TreeSet<Path>> names = names(modules());
    TreeSet<Path> named = new TreeSet<>();
    names.values().forEach(named::addAll);
    assertThat(names.keySet()).containsAll(named);
    assertThat(names.keySet().stream().filter(m -> !IS_ENTRY.test(m.toString())).toList())
        .isSubsetOf(named);
  }

  /** A layer file may name all views but that of all layers, and each has an entry in the page. */
  @Test
  void layerFilesNameTheViewsThatThereAre() throws IOException {
    String views = Files.readString(ROOT.resolve("views/views.js"));
    String table = views.substring(views.indexOf("VIEWS = {"), views.indexOf("};"));
    List<String> names =
        Pattern.compile("^  (\\w+): \\{", Pattern.MULTILINE)
            .matcher(table)
            .results()
            .map(m -> m.group(1))
            .toList();
    Path schema = Path.of("src/main/resources/kr/maeul/layer/file/layer-file.schema.json");
    List<String> allowed = new ArrayList<>();
    new ObjectMapper()
        .readTree(schema.toFile())
        .at("/properties/x-maeul-view/enum")
        .forEach(name -> allowed.add(name.asText()));
    assertThat(names).hasSizeGreaterThan(5).endsWith("layers");
    assertThat(allowed).isEqualTo(names.subList(0, names.size() - 1));
  }

  /**
   * Takes away what names nothing that is left, until what remains names itself round and round.
   */
  @Test
  void noneNamesItselfThroughOthers() throws IOException {
    Map<Path, TreeSet<Path>> left = names(modules());
    assertThat(left.values()).as("names found").anyMatch(named -> named.size() > 5);
    boolean goesOn = true;
    while (goesOn) {
      goesOn = left.values().removeIf(TreeSet::isEmpty);
      left.values().forEach(named -> named.retainAll(left.keySet()));
    }
    assertThat(left).as("modules in a circle, or leading to one").isEmpty();
  }
}
