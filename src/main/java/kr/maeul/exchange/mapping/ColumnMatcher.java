package kr.maeul.exchange.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.layer.ImportRules;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.text.ComparedText;
import kr.maeul.layer.text.Particle;
import kr.maeul.layer.text.Text;

/**
 * Finds the property that a header means: mapped by hand, by property name, by a header that the
 * layer file lists, by title. Blanks, case and a unit in brackets at the end do not matter. For one
 * thread.
 */
public final class ColumnMatcher {
  private static final int EXACT_NAME = 10;
  private static final int LISTED = 100;
  private static final int TITLE = 100_000;
  private static final int BRACKETS = 1_000_000;
  private static final int LONGEST_LIST = 400;

  /** A property that comes under this header is what an office calls the thing by. */
  public static final String RECORD_NUMBER = "관리번호";

  private static final Set<PropertyRole> NAMING =
      Set.of(PropertyRole.TITLE, PropertyRole.SUBTITLE, PropertyRole.ADDRESS);

  /** They count the rows of one file, and say nothing of a thing. */
  private static final Set<String> SERIAL =
      Set.of("연번", "순번", "번호", "일련번호", "no", "no.", "n0", "seq", "#", "순서", "연 번");

  private final Map<String, String> byHand = new HashMap<>();
  private final Map<String, Column> known = new HashMap<>();
  private final Map<String, Text> elsewhere = new HashMap<>();
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final Layer layer;
  private final Map<String, String> fixed;

  public ColumnMatcher(ImportRequest request) {
    this.layer = request.layer();
    this.fixed = request.fixed();
    request.headers().forEach((header, property) -> byHand.put(ComparedText.of(header), property));
    JsonNode id = layer.file().path("properties").path(layer.idName()).path("x-maeul-import");
    List<String> idNames = new ArrayList<>(List.of(layer.idName()));
    (id.isArray() ? id : id.path("headers")).forEach(n -> idNames.add(n.asText()));
    for (int i = 0; i < idNames.size(); i++) {
      known.putIfAbsent(ComparedText.of(idNames.get(i)), Column.ofId("", EXACT_NAME + i));
    }
    List<Property> writable = layer.properties().stream().filter(p -> !p.readOnly()).toList();
    writable.forEach(p -> know(p.name(), p, EXACT_NAME));
    for (Property p : writable) {
      for (int i = 0; i < p.importHeaders().size(); i++) {
        know(p.importHeaders().get(i), p, LISTED + i);
      }
    }
    for (ImportRules.Elsewhere e : layer.imports().elsewhere()) {
      e.headers().forEach(h -> elsewhere.putIfAbsent(ComparedText.of(h), e.reason()));
    }
    writable.forEach(p -> know(p.title().ko(), p, TITLE));
    writable.forEach(p -> know(p.title().en(), p, TITLE + 1));
  }

  private void know(String name, Property p, int rank) {
    known.putIfAbsent(ComparedText.of(name), Column.of("", p, rank));
  }

  /** What becomes of the column. The same column object for the same header. */
  public Column column(String header) {
    Column column = columns.get(header);
    if (column == null) {
      column = find(header);
      columns.put(header, column);
    }
    return column;
  }

  /** Whether the header is one under which the rows of a file are counted. */
  public static boolean isSerial(String header) {
    return SERIAL.contains(ComparedText.of(header));
  }

  /** A column that is a coordinate. */
  public void use(String header) {
    columns.put(header, Column.ofPlace(header));
  }

  /** All columns seen. */
  public Iterable<Column> columns() {
    return columns.values();
  }

  private Column find(String header) {
    String key = ComparedText.of(header);
    String mapped = byHand.get(key);
    if (mapped != null) {
      return mapped.isEmpty()
          ? Column.unused(header, "쓰지 않기로 한 열입니다.", "ignored as asked")
          : mapped(header, mapped);
    }
    Text kept = elsewhere.get(bare(key));
    if (kept != null && !known.containsKey(key)) {
      return Column.unused(header, kept.ko(), kept.en());
    }
    int bracket = key.indexOf('(');
    Column match = known.get(key);
    int more = 0;
    if (match == null && bracket > 0 && key.endsWith(")")) {
      match = known.get(key.substring(0, bracket));
      more = BRACKETS;
    }
    if (match == null && isSerial(header)) {
      return Column.unused(
          header,
          "파일 안의 차례일 뿐이라 관리번호나 id로 쓰지 않습니다.",
          "counts the rows of this file, so it is no record number and no id");
    }
    if (match == null) {
      return Column.unused(header, "이 레이어에 맞는 속성이 없습니다.", "no property of this layer matches");
    }
    return match.isId()
        ? Column.ofId(header, match.rank() + more)
        : property(header, match.property(), match.rank() + more);
  }

  /** Whether the header means something, or is known to belong elsewhere. */
  public boolean knows(String header) {
    String key = ComparedText.of(header);
    return byHand.containsKey(key)
        || known.containsKey(key)
        || known.containsKey(bare(key))
        || elsewhere.containsKey(bare(key));
  }

  /** What a header means: the name of a property or of the id; null where nothing. */
  public String meaning(String header) {
    Column column = header.isBlank() ? null : find(header);
    return column == null
        ? null
        : column.isId()
            ? layer.idName()
            : column.property() == null ? null : column.property().name();
  }

  /** Whether things can be distinguished by columns of these names. */
  public boolean tells(List<String> headers) {
    boolean canName = layer.byRole(PropertyRole.TITLE).isPresent();
    return headers.stream()
        .filter(h -> !h.isBlank())
        .map(this::find)
        .anyMatch(c -> c.isId() || c.property() != null && (!canName || names(c.property())));
  }

  /**
   * Checks that somebody could tell the things of a file apart.
   *
   * @param headers of the file
   * @throws InvalidFileException if no column of it is known, or none that names a thing, and
   *     nobody said that this is meant
   */
  public void checkNamed(ImportRequest request, List<String> headers) throws InvalidFileException {
    if (request.withoutTitle()) {
      return;
    }
    Set<Property> filled = new HashSet<>();
    columns.values().stream().map(Column::property).filter(Objects::nonNull).forEach(filled::add);
    boolean knowsAny = !filled.isEmpty() || columns.values().stream().anyMatch(Column::isId);
    fixed.keySet().forEach(name -> layer.property(name).ifPresent(filled::add));
    boolean canName = layer.byRole(PropertyRole.TITLE).isPresent();
    boolean isNamed =
        filled.stream().anyMatch(this::names) || columns.values().stream().anyMatch(Column::isId);
    if (knowsAny && (isNamed || !canName)) {
      return;
    }
    String found = shortened(headers.isEmpty() ? List.copyOf(columns.keySet()) : headers);
    String names = shortened(knowsAny ? namesOf(this::names) : namesOf(p -> true));
    throw knowsAny
        ? new InvalidFileException(
            "이름이 될 열이 없습니다. 파일의 열: "
                + found
                + ". 이름으로 아는 열: "
                + names
                + ". --map 열=속성 으로 알려 주거나, 이름 없이 넣으려면 --without-title",
            "no column names the things. Columns: "
                + found
                + ". Known as names: "
                + names
                + ". Say --map COLUMN=PROPERTY, or --without-title to import them nameless")
        : new InvalidFileException(
            "아는 열이 하나도 없습니다. 파일의 열: "
                + found
                + ". 아는 열: "
                + names
                + ". --map 열=속성 으로 알려 주거나, 위치만 넣으려면 --without-title",
            "no column is known; is the first line the header? Columns: "
                + found
                + ". Known: "
                + names
                + ". Say --map COLUMN=PROPERTY, or --without-title to import places alone");
  }

  /** Whether it says which thing is meant: a name, an address, a parcel or record number. */
  private boolean names(Property p) {
    ImportRules imports = layer.imports();
    return NAMING.stream().anyMatch(p::has)
        || imports.forms().get(p.name()) == ImportRules.Form.ADDRESS
        || imports.parcel() != null && imports.parcel().number().equals(p.name())
        || p.importHeaders().contains(RECORD_NUMBER);
  }

  private List<String> namesOf(Predicate<Property> wanted) {
    List<String> names = new ArrayList<>();
    for (Property p : layer.properties()) {
      if (!p.readOnly() && wanted.test(p)) {
        names.add(p.title().ko());
        names.addAll(p.importHeaders());
      }
    }
    return names.stream().distinct().toList();
  }

  private static String shortened(List<String> names) {
    String all = String.join(", ", names);
    return all.length() <= LONGEST_LIST ? all : all.substring(0, LONGEST_LIST) + "…";
  }

  private static String bare(String key) {
    int bracket = key.indexOf('(');
    return bracket > 0 && key.endsWith(")") ? key.substring(0, bracket) : key;
  }

  private Column mapped(String header, String name) {
    return name.equals(layer.idName())
        ? Column.ofId(header, Column.MAPPED)
        : property(header, layer.property(name).orElseThrow(), Column.MAPPED);
  }

  private Column property(String header, Property property, int rank) {
    return fixed.containsKey(property.name())
        ? Column.unused(
            header,
            "--set이 " + Particle.OBJECT.after("\"" + property.name() + "\"") + " 정했습니다.",
            "--set gives \"" + property.name() + "\"")
        : Column.of(header, property, rank);
  }
}
