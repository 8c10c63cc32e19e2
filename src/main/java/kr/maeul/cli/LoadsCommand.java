package kr.maeul.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import kr.maeul.cli.console.Console;
import kr.maeul.cli.console.ExitCode;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.TownZone;
import kr.maeul.store.edit.Author;
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.store.load.LoadRecord;
import kr.maeul.store.load.LoadRefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code loads}: what was imported, and how it is taken back. The embedded database serves one
 * process at a time, so the service must be stopped for it.
 */
@Command(
    name = "loads",
    description = "일괄 등록 목록, 되돌리기 / What was imported; undo it",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "[show | undo]")
final class LoadsCommand implements Callable<Integer> {
  /** Who imports and undoes by commands. */
  static final Author AUTHOR = new Author(null, "명령줄 / command line", null);

  public static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy.MM.dd HH:mm").withZone(TownZone.ID);
  private static final int MOST_LEFT = 20;

  private final Cli cli;

  @Option(names = "--layer", paramLabel = "LAYER", description = "이 레이어만 / of this layer only")
  String layer;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "50",
      description = "많아도 이만큼 / at most so many (50)")
  int most;

  @Mixin SettingOptions options;

  LoadsCommand(Cli cli) {
    this.cli = cli;
  }

  private interface Work {
    int on(FeatureLoads loads) throws IOException;
  }

  private int with(SettingOptions options, Work work) throws IOException {
    Settings settings = Settings.of(options.over(cli.env()));
    LayerCatalog layers = Cli.layers(settings);
    try (Database database = cli.wiring().openDatabase(settings)) {
      return work.on(cli.wiring().loads(database, layers));
    } catch (LoadRefusedException e) {
      cli.console().complain(e.reason());
      return ExitCode.REFUSED;
    }
  }

  @Override
  public Integer call() throws IOException {
    return with(
        options,
        loads -> {
          List<LoadRecord> all = loads.list(layer, Math.max(1, most));
          for (LoadRecord l : all) {
            cli.console().out().println(line(l, all));
          }
          if (all.isEmpty()) {
            cli.console().say("일괄 등록한 것이 없습니다.", "Nothing has been imported.");
          }
          cli.console().out().flush();
          return ExitCode.OK;
        });
  }

  /**
   * @param newer loads among which those are that took it back
   */
  private static String line(LoadRecord l, List<LoadRecord> newer) {
    return String.join(
        "\t",
        Long.toString(l.number()),
        TIME.format(l.ended()),
        l.layer(),
        l.undoes() == null ? l.mode() : l.mode() + " " + l.undoes(),
        String.format(
            Locale.ROOT, "+%d ~%d =%d -%d", l.inserted(), l.changed(), l.unchanged(), l.deleted()),
        file(l),
        l.undoneBy() == null ? "" : "되돌림/undone: " + l.undoneBy() + part(l, newer));
  }

  /** How much of it was taken back, where that is not all. */
  private static String part(LoadRecord l, List<LoadRecord> newer) {
    long undone =
        newer.stream()
            .filter(u -> u.undoes() != null && u.undoes() == l.number() && u.undoneBy() == null)
            .mapToLong(LoadsCommand::touched)
            .sum();
    return undone >= touched(l) ? "" : " (" + undone + " / " + touched(l) + ")";
  }

  private static long touched(LoadRecord l) {
    return l.inserted() + l.changed() + l.deleted();
  }

  /** The name of the file; what came with the program says so. */
  static String file(LoadRecord l) {
    return l.isByService() ? "예시 자료 / demo content: " + l.file() : l.file();
  }

  @Command(
      name = "show",
      description = "일괄 등록 하나를 보인다 / Show a load",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin SettingOptions options,
      @Parameters(paramLabel = "NUMBER", description = "번호 / its number") long number)
      throws IOException {
    return with(
        options,
        loads -> {
          LoadRecord l =
              loads
                  .one(number)
                  .orElseThrow(
                      () ->
                          new LoadRefusedException(
                              number + "번 일괄 등록이 없습니다.", "There is no load " + number + "."));
          Console console = cli.console();
          console.say(l.number() + "번: " + file(l) + " → " + l.layer(), l.mode());
          console.say(
              "시작 " + TIME.format(l.begun()) + ", 끝 " + TIME.format(l.ended()), "begun, ended");
          console.say("한 이: " + l.author().name(), "by");
          console.say(
              "넣음 "
                  + l.inserted()
                  + ", 바꿈 "
                  + l.changed()
                  + ", 같음 "
                  + l.unchanged()
                  + ", 지움 "
                  + l.deleted()
                  + ", 그대로 둔 값 "
                  + l.kept(),
              "inserted, updated, unchanged, deleted; values left as they were");
          if (l.undoes() != null) {
            console.say(l.undoes() + "번을 되돌린 것입니다.", "It took back " + l.undoes());
          }
          if (l.undoneBy() != null) {
            console.say(l.undoneBy() + "번으로 되돌렸습니다.", "It was taken back by " + l.undoneBy());
          }
          return ExitCode.OK;
        });
  }

  @Command(
      name = "undo",
      description = "일괄 등록 하나를 통째로 되돌린다 / Take a load back, all of it",
      mixinStandardHelpOptions = true)
  int undo(
      @Mixin SettingOptions options,
      @Parameters(paramLabel = "NUMBER", description = "번호 / its number") long number,
      @Option(names = "--dry-run", description = "무엇이 되는지만 본다 / only say what would be done")
          boolean dryRun,
      @Option(names = "--yes", description = "묻지 않는다 / do not ask") boolean yes,
      @Option(
              names = "--allow-showing",
              paramLabel = "N",
              description =
                  "사람이 내려 두었는데 공개 지도에 다시 나타나거나, 동의를 끝내는 날이 지워져도 되는 수 / how many may be on the public map again that a person took off it, or lose the end of a consent")
          long allowShowing,
      @Option(
              names = "--allow-lifting",
              paramLabel = "N",
              description =
                  "소유자가 밝힌 뜻(연락하지 않음)이 지워져도 되는 수 / how many may lose what their owner asked for (do not contact)")
          long allowLifting)
      throws IOException {
    return with(
        options,
        loads -> {
          if (dryRun || !yes) {
            FeatureLoads.Undone undone =
                loads.preview(number, AUTHOR, MOST_LEFT, allowShowing, allowLifting);
            new UndonePrinter(cli.console()).preview(undone);
            if (undone.refusal() != null) {
              cli.console().complain(undone.refusal());
              return ExitCode.REFUSED;
            }
          }
          if (dryRun) {
            return ExitCode.OK;
          }
          if (!yes && !isAgreed()) {
            cli.console().complain("되돌리지 않았습니다.", "Nothing was undone.");
            return ExitCode.REFUSED;
          }
          new UndonePrinter(cli.console())
              .done(loads.undo(number, AUTHOR, MOST_LEFT, allowShowing, allowLifting));
          return ExitCode.OK;
        });
  }

  /** Asks at the terminal; if nobody is there, {@code --yes} has to be said. */
  private boolean isAgreed() throws IOException {
    Console console = cli.console();
    if (!console.isTerminal()) {
      console.complain("스크립트에서는 --yes 를 더하세요.", "In a script, add --yes.");
      return false;
    }
    console.say("되돌릴까요? [y/N]", "Take it back?");
    String line =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
    return line != null
        && List.of("y", "yes", "예", "네").contains(line.strip().toLowerCase(Locale.ROOT));
  }
}
