package kr.maeul.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kr.maeul.cli.console.ExitCode;
import kr.maeul.cli.console.ProgressLine;
import kr.maeul.cli.console.ReportPrinter;
import kr.maeul.config.Settings;
import kr.maeul.exchange.ImportReport;
import kr.maeul.exchange.Importer;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.DataFile;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.geo.Crs;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.text.Particle;
import kr.maeul.store.load.LoadMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import}: brings a file into a layer. */
@Command(
    name = "import",
    description =
        "GeoJSON, CSV, 엑셀(xlsx) 파일을 레이어에 넣는다 / Import a GeoJSON, CSV or Excel (xlsx) file into a layer",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ImportCommand implements Callable<Integer> {
  private final Cli cli;

  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "LAYER", description = "레이어 id / id of the layer")
  String layerId;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "파일 / GeoJSON, newline-delimited GeoJSON, CSV or xlsx")
  Path path;

  @Option(
      names = "--mode",
      paramLabel = "merge|insert|upsert|replace",
      defaultValue = "merge",
      description =
          "merge: 더하고, 같은 id는 파일에 적힌 것만 고치기 / add, and change only what the file says of the same id; insert: 더하기만 / only add; upsert: 같은 id는 통째로 바꾸기 / replace the same id whole; replace: 파일에 없는 것은 지우기 / upsert, and delete what the file does not have")
  String mode;

  @Option(
      names = "--overwrite",
      paramLabel = "PROPERTY[,PROPERTY]",
      split = ",",
      description =
          "사람이 고쳤거나 지키는 값도 파일대로 / merge: take the file's values of these even where people changed or keep them")
  List<String> overwrites = new ArrayList<>();

  @Option(
      names = "--allow-deleting",
      paramLabel = "N",
      description =
          "replace가 레이어의 10분의 1보다 많이 지워도 되는 수 / how many features replace may delete, where they are more than a tenth")
  long allowDeleting;

  @Option(
      names = "--allow-deleting-in-use",
      paramLabel = "N",
      description =
          "replace가 지워도 되는, 소유자 기록·후보지 목록 등이 딸린 것의 수 / how many features replace may delete beside which something is kept, such as the record of an owner")
  long allowDeletingInUse;

  @Option(
      names = "--allow-showing",
      paramLabel = "N",
      description =
          "사람이 내려 둔 것 가운데 공개 지도에 다시 나타나도 되는 수 / how many may be on the public map again that a person had taken off it")
  long allowShowing;

  @Option(
      names = "--id-from",
      paramLabel = "COLUMN[,COLUMN]",
      split = ",",
      description =
          "id를 만들 열, #은 같은 행의 차례 / columns that make the id; # counts rows that are alike")
  List<String> idFrom = new ArrayList<>();

  @Option(
      names = "--id-prefix",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "만든 id의 앞머리 / beginning of the ids that are made")
  String idPrefix;

  @Option(
      names = "--map",
      paramLabel = "COLUMN=PROPERTY",
      description = "열이 들어갈 속성, 비우면 쓰지 않음 / property of a column; nothing ignores it")
  List<String> maps = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "PROPERTY=VALUE",
      description = "모든 행에 줄 값 / value that every row gets")
  List<String> sets = new ArrayList<>();

  @Option(
      names = "--lon",
      paramLabel = "COLUMN",
      split = ",",
      description = "경도(X) 열 / column of the longitude or easting")
  List<String> longitude = new ArrayList<>();

  @Option(
      names = "--lat",
      paramLabel = "COLUMN",
      split = ",",
      description = "위도(Y) 열 / column of the latitude or northing")
  List<String> latitude = new ArrayList<>();

  @Option(
      names = "--crs",
      paramLabel = "EPSG:N",
      description = "좌표계 / reference system of the coordinates")
  String crs;

  @Option(
      names = "--swap-axes",
      description = "좌표의 두 값을 바꾸어 읽는다 / the northing or latitude comes first in the coordinates")
  boolean swapped;

  @Option(
      names = "--places-checked",
      description = "위치를 확인했으니 묻지 않는다 / the places were checked; do not ask about them")
  boolean placesChecked;

  @Option(
      names = "--sheet",
      paramLabel = "NAME|NUMBER",
      description = "엑셀 시트의 이름이나 차례 / name or number of the workbook's sheet")
  String sheet;

  @Option(
      names = "--without-title",
      description = "이름이 될 열이 없어도 넣는다 / import things although no column names them")
  boolean withoutTitle;

  @Option(names = "--dry-run", description = "검사만 한다 / check everything, keep nothing")
  boolean dryRun;

  @Option(names = "--skip-bad", description = "잘못된 행을 빼고 넣는다 / keep the good rows")
  boolean skipBad;

  @Option(
      names = "--blank-bad",
      description = "읽을 수 없는 칸은 비우고 그 행을 넣는다 / leave blank what cannot be read, and keep the row")
  boolean blankBad;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "행과 열마다 알아낸 것을 적을 파일 / file for all that was found, by row and column")
  Path reportFile;

  @Option(
      names = "--bad-rows",
      paramLabel = "FILE",
      description = "잘못된 행을 적을 파일 / file for the bad rows")
  Path badRows;

  @Mixin SettingOptions options;

  ImportCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() throws IOException {
    Settings settings = Settings.of(options.over(cli.env()));
    LayerCatalog layers = Cli.layers(settings);
    ImportRequest request = request(layers);
    try (Wiring.OpenStore open = cli.wiring().openStore(settings, layers);
        ProgressLine progress = new ProgressLine(cli.console(), request.file())) {
      ImportReport report =
          new Importer(open.store(), new CrsRegistry(), layers).run(request, progress);
      progress.close();
      new ReportPrinter(cli.console()).print(request, report);
      boolean isDone = report.badRows() == 0 && report.refusal() == null;
      return isDone ? ExitCode.OK : ExitCode.REFUSED;
    } catch (InvalidFileException e) {
      cli.console()
          .complain(
              path.getFileName() + ": " + e.reason().ko(),
              path.getFileName() + ": " + e.reason().en());
      cli.console().complain("아무것도 넣지 않았습니다.", "Nothing was imported.");
      return ExitCode.REFUSED;
    } catch (IOException e) {
      cli.console()
          .complain(
              "파일을 읽거나 쓸 수 없습니다: " + e.getMessage(),
              "A file cannot be read or written: " + e.getMessage());
      return ExitCode.REFUSED;
    }
  }

  private ImportRequest request(LayerCatalog layers) throws IOException {
    Layer layer =
        layers
            .layer(layerId)
            .orElseThrow(
                () -> wrong("레이어가 없습니다: " + layerId, "There is no layer " + layerId, ids(layers)));
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw wrong("파일이 없거나 읽을 수 없습니다: " + path, "No such file, or not readable: " + path, "");
    }
    notItself("--bad-rows", badRows);
    notItself("--report", reportFile);
    if (longitude.isEmpty() != latitude.isEmpty()) {
      throw wrong("--lon과 --lat은 함께 줍니다.", "--lon and --lat go together.", "");
    }
    return ImportRequest.of(layer, DataFile.of(path), loadMode())
        .idFrom(idFrom)
        .idPrefix(idPrefix)
        .headers(pairs("--map", maps, layer, true))
        .fixed(pairs("--set", sets, layer, false))
        .place(longitude, latitude)
        .crs(crs == null ? null : Crs.of(crs).orElseThrow(this::unknownCrs))
        .swapped(swapped)
        .placesChecked(placesChecked)
        .sheet(sheet)
        .withoutTitle(withoutTitle)
        .dryRun(dryRun)
        .skipBad(skipBad)
        .blankBad(blankBad)
        .overwrites(overwrites(layer))
        .allowDeleting(allowDeleting)
        .allowDeletingInUse(allowDeletingInUse)
        .allowShowing(allowShowing)
        .author(LoadsCommand.AUTHOR)
        .badRows(badRows)
        .reportFile(reportFile)
        .build();
  }

  private void notItself(String option, Path written) throws IOException {
    if (written != null && Files.exists(written) && Files.isSameFile(written, path)) {
      throw wrong(
          Particle.SUBJECT.after(option) + " 넣을 파일 자신입니다.",
          option + " is the file that is to be imported.",
          "");
    }
  }

  private Set<String> overwrites(Layer layer) {
    for (String name : overwrites) {
      if (!name.equals(layer.geometry().name()) && layer.property(name).isEmpty()) {
        throw wrong(
            "--overwrite: 속성이 없습니다: " + name, "--overwrite: there is no property " + name, "");
      }
    }
    return Set.copyOf(overwrites);
  }

  private LoadMode loadMode() {
    for (LoadMode m : LoadMode.values()) {
      if (m.name().equalsIgnoreCase(mode)) {
        return m;
      }
    }
    throw wrong(
        "--mode는 merge, insert, upsert, replace 가운데 하나입니다: " + mode,
        "--mode is merge, insert, upsert or replace, not " + mode,
        "");
  }

  /**
   * {@code COLUMN=PROPERTY} or {@code PROPERTY=VALUE}; a header may hold an equals sign, a property
   * does not.
   */
  private Map<String, String> pairs(
      String option, List<String> given, Layer layer, boolean propertyLast) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : given) {
      int equals = propertyLast ? pair.lastIndexOf('=') : pair.indexOf('=');
      if (equals < 1) {
        throw wrong(option + ": \"=\"이 없습니다: " + pair, option + ": no \"=\" in " + pair, "");
      }
      String left = pair.substring(0, equals).strip();
      String right = pair.substring(equals + 1).strip();
      String property = propertyLast ? right : left;
      boolean isId = propertyLast && property.equals(layer.idName());
      boolean ignores = propertyLast && property.isEmpty();
      if (!isId && !ignores && layer.property(property).isEmpty()) {
        String known =
            layer.properties().stream().map(p -> p.name()).collect(Collectors.joining(", "));
        throw wrong(
            option + ": 속성이 없습니다: " + property,
            option + ": there is no property " + property,
            known);
      }
      pairs.put(left, right);
    }
    return pairs;
  }

  private ParameterException unknownCrs() {
    StringBuilder known = new StringBuilder();
    for (Crs c : Crs.values()) {
      known.append(known.isEmpty() ? "" : ", ").append(c.code());
    }
    return wrong("모르는 좌표계입니다: " + crs, "Unknown reference system " + crs, known.toString());
  }

  private static String ids(LayerCatalog layers) {
    return layers.all().stream().map(Layer::id).collect(Collectors.joining(", "));
  }

  private ParameterException wrong(String ko, String en, String known) {
    String list = known.isEmpty() ? "" : String.format(Locale.ROOT, "%n  %s", known);
    return new ParameterException(spec.commandLine(), ko + " / " + en + list);
  }
}
