package kr.maeul.store.sql.load;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kr.maeul.db.sql.Sql;
import kr.maeul.feature.Feature;
import kr.maeul.layer.ImportRules;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.store.sql.dialect.Dialect;
import kr.maeul.store.sql.load.lot.LotIdentity;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/**
 * New rows of a load that may be what somebody keeps hidden, under another id: told by number in a
 * register, lot, address or place. Rather one too many is asked about than one too few. For one
 * load.
 */
final class HiddenTwins {
  private static final double CELL_DEGREES = 0.0005;

  private final LoadStage stage;
  private final Layer layer;
  private final Optional<ImportRules.Parcel> parcel;
  private final List<String> addresses;
  private final String title;
  private final List<String> names;
  private final Map<String, List<LotIdentity>> hidden = new HashMap<>();

  HiddenTwins(LoadStage stage) {
    this.stage = stage;
    this.layer = stage.layer();
    this.parcel = Optional.ofNullable(layer.imports().parcel());
    Set<String> written = new LinkedHashSet<>();
    parcel.map(ImportRules.Parcel::address).ifPresent(written::add);
    layer.imports().forms().entrySet().stream()
        .filter(e -> e.getValue() == ImportRules.Form.ADDRESS)
        .forEach(e -> written.add(e.getKey()));
    this.addresses = List.copyOf(written);
    this.title = layer.byRole(PropertyRole.TITLE).map(Property::name).orElse(null);
    Set<String> told = new LinkedHashSet<>(written);
    told.add(title);
    parcel.ifPresent(
        p -> {
          told.addAll(p.apart());
          told.addAll(
              Arrays.asList(p.number(), p.register(), p.dongName(), p.kind(), p.main(), p.sub()));
        });
    this.names = told.stream().filter(Objects::nonNull).toList();
  }

  /** One that is hidden. */
  void add(Feature feature) {
    Map<String, String> texts = new HashMap<>();
    for (String name : names) {
      Object value = feature.properties().get(name);
      texts.put(name, value == null ? null : value.toString());
    }
    Envelope at = feature.geometry() == null ? null : feature.geometry().getEnvelopeInternal();
    add(identity(feature.id(), texts, at == null ? null : at.centre()));
  }

  /**
   * Those that are hidden.
   *
   * @param from adds where rows {@code o} come from, and conditions
   */
  void addAll(Consumer<Sql> from) throws SQLException {
    read("o.", from, this::add);
  }

  private void add(LotIdentity one) {
    Stream.concat(keys(one), Stream.of("title " + one.title()))
        .forEach(k -> hidden.computeIfAbsent(k, x -> new ArrayList<>()).add(one));
    if (one.place() != null) {
      hidden.computeIfAbsent(cell(one.place(), 0, 0), x -> new ArrayList<>()).add(one);
    }
  }

  /**
   * Ids of both, {@code new = hidden}.
   *
   * @param from adds where newly shown rows {@code s} come from
   * @param but ids of those that are asked about anyway
   */
  Set<String> of(Consumer<Sql> from, Set<String> but) throws SQLException {
    Set<String> twins = new LinkedHashSet<>();
    if (!hidden.isEmpty()) {
      read(
          "s.",
          from,
          row ->
              near(row)
                  .flatMap(k -> hidden.getOrDefault(k, List.of()).stream())
                  .filter(other -> !but.contains(row.id()) && !row.id().equals(other.id()))
                  .filter(other -> parcel.isPresent() || row.title().equals(other.title()))
                  .filter(row::mayBe)
                  .findFirst()
                  .ifPresent(other -> twins.add(row.id() + " = " + other.id())));
    }
    return twins;
  }

  private static Stream<String> keys(LotIdentity one) {
    Stream<String> register =
        one.register().isEmpty() ? Stream.of() : Stream.of("number " + one.register());
    return Stream.concat(register, one.lots().stream().map(lot -> "lot " + lot));
  }

  private static Stream<String> near(LotIdentity one) {
    List<String> cells = new ArrayList<>();
    for (int x = -1; x <= 1 && one.place() != null; x++) {
      for (int y = -1; y <= 1; y++) {
        cells.add(cell(one.place(), x, y));
      }
    }
    if (!one.title().isEmpty() && (one.place() == null || one.lots().isEmpty())) {
      cells.add("title " + one.title());
    }
    return Stream.concat(keys(one), cells.stream());
  }

  private static String cell(Coordinate at, int x, int y) {
    return "at "
        + ((long) Math.floor(at.x / CELL_DEGREES) + x)
        + " "
        + ((long) Math.floor(at.y / CELL_DEGREES) + y);
  }

  private LotIdentity identity(String id, Map<String, String> texts, Coordinate place) {
    List<String> written = new ArrayList<>();
    addresses.forEach(a -> written.add(texts.get(a)));
    parcel.map(p -> lot(p, texts)).ifPresent(written::add);
    List<String> unit = new ArrayList<>();
    parcel.ifPresent(p -> p.apart().forEach(a -> unit.add(texts.get(a))));
    return LotIdentity.of(
        id,
        parcel.map(p -> texts.get(p.register())).orElse(null),
        parcel.map(p -> texts.get(p.number())).orElse(null),
        written,
        texts.get(title),
        unit,
        place);
  }

  /** As an address has it; of a file whose columns are dong and lot. */
  private static String lot(ImportRules.Parcel parcel, Map<String, String> texts) {
    String dong = texts.get(parcel.dongName());
    String main = texts.get(parcel.main());
    String sub = texts.get(parcel.sub());
    boolean isMountain = "산".equals(texts.get(parcel.kind()));
    return dong == null || main == null
        ? null
        : dong + (isMountain ? " 산 " : " ") + main + (sub == null ? "" : "-" + sub);
  }

  private void read(String of, Consumer<Sql> from, Consumer<LotIdentity> found)
      throws SQLException {
    String g = of + Dialect.geometry(layer);
    Sql sql =
        new Sql().add("SELECT " + of + "\"id\", (ST_XMin(" + g + ") + ST_XMax(" + g + ")) / 2");
    sql.add(", (ST_YMin(" + g + ") + ST_YMax(" + g + ")) / 2");
    names.forEach(n -> sql.add(", " + of + Dialect.column(layer.property(n).orElseThrow())));
    from.accept(sql);
    sql.add(" ORDER BY 1")
        .each(
            stage.connection(),
            LoadStage.ROWS_FETCHED,
            r -> {
              Coordinate at = new Coordinate(r.getDouble(2), r.getDouble(3));
              boolean isNowhere = r.wasNull();
              Map<String, String> texts = new HashMap<>();
              for (int i = 0; i < names.size(); i++) {
                texts.put(names.get(i), r.getString(4 + i));
              }
              found.accept(identity(r.getString(1), texts, isNowhere ? null : at));
            });
  }
}
