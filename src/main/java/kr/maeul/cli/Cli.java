package kr.maeul.cli;

import java.util.Map;
import kr.maeul.backup.BackupRefusedException;
import kr.maeul.cli.console.Console;
import kr.maeul.cli.console.ExitCode;
import kr.maeul.cli.console.Misuse;
import kr.maeul.cli.console.WayBack;
import kr.maeul.config.Settings;
import kr.maeul.db.UnreadableFileException;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.houses.finder.profile.ProfileFilesException;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.layer.file.LayerFilesException;
import kr.maeul.layer.file.LayerProblem;
import kr.maeul.layer.text.Particle;
import kr.maeul.layer.text.Text;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program as a command line. What people did wrong is reported without a stack trace. */
@Command(
    name = "maeul",
    description = "마을이야기 지도 / The village story map",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel =
        "[serve | import | loads | backup | restore | move | layers | profiles | account]",
    footer = "명령이 없으면 serve / Without a command: serve")
public final class Cli {
  private final Map<String, String> env;
  private final Console console;
  private final Wiring wiring;
  private final String version;

  public Cli(Map<String, String> env, Console console, Wiring wiring, String version) {
    this.env = env;
    this.console = console;
    this.wiring = wiring;
    this.version = version;
  }

  /** Runs a command to its end. */
  public int run(String... args) {
    CommandLine line =
        new CommandLine(this)
            .addSubcommand(new ServeCommand(this))
            .addSubcommand(new ImportCommand(this))
            .addSubcommand(new BackupCommand(this))
            .addSubcommand(new RestoreCommand(this))
            .addSubcommand(new MoveCommand(this))
            .addSubcommand(new LoadsCommand(this))
            .addSubcommand(new AccountCommand(this))
            .addSubcommand(
                new CommandLine(new LayersCommand()).addSubcommand(new LayersCheckCommand(this)))
            .addSubcommand(
                new CommandLine(new ProfilesCommand())
                    .addSubcommand(new ProfilesCheckCommand(this)));
    line.getCommandSpec().version("maeul " + version);
    line.setOut(console.out()).setErr(console.err());
    line.setExecutionExceptionHandler((e, command, parsed) -> explain(e));
    line.setParameterExceptionHandler((e, given) -> misused(e));
    for (String arg : args) {
      if (arg.indexOf('\uFFFD') >= 0) {
        console.complain(
            "명령줄의 한글을 읽을 수 없습니다. LANG=C.UTF-8 로 다시 하세요.",
            "The command line has letters that this locale cannot read; try again with LANG=C.UTF-8");
        return ExitCode.USAGE;
      }
    }
    return line.execute(args.length == 0 ? new String[] {"serve"} : args);
  }

  /** What is wrong and where help is; all options would hide the one line that matters. */
  private int misused(CommandLine.ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    console.err().println(Misuse.of(e));
    if (e instanceof CommandLine.UnmatchedArgumentException unmatched) {
      String similar = String.join(", ", unmatched.getSuggestions());
      if (!similar.isEmpty()) {
        console.complain("혹시 이것인가요? " + similar, "Did you mean: " + similar);
      }
    }
    console.complain("도움말: " + name + " --help", "Help: " + name + " --help");
    console.err().flush();
    return ExitCode.USAGE;
  }

  private int explain(Exception e) throws Exception {
    if (e instanceof Settings.SettingsException bad) {
      console.complain("설정이 잘못되었습니다.", "Wrong settings:");
      for (Text problem : bad.problems()) {
        console.err().println("  " + problem.ko());
        console.err().println("    " + problem.en());
      }
    } else if (e instanceof LayerFilesException bad) {
      console.complain("레이어 파일이 잘못되었습니다.", "Wrong layer files:");
      for (LayerProblem p : bad.problems()) {
        console.err().println("  " + p);
      }
    } else if (e instanceof ProfileFilesException bad) {
      console.complain("후보지 프로필 파일이 잘못되었습니다.", "Wrong profile files:");
      for (LayerProblem p : bad.problems()) {
        console.err().println("  " + p);
      }
    } else if (e instanceof WholeProgram.NotWholeException bad) {
      bad.tell(console);
    } else if (e instanceof ServeCommand.PortTakenException) {
      console.complain(
          Particle.OBJECT.after(e.getMessage()) + " 열 수 없습니다. 이미 쓰이고 있는지 보고 --port 로 다른 포트를 주세요.",
          "Cannot listen at " + e.getMessage() + "; is it in use? --port takes another one");
    } else if (e instanceof BackupRefusedException refused) {
      console.complain(refused.reason());
      return ExitCode.REFUSED;
    } else if (e instanceof UnreadableFileException unreadable) {
      return new WayBack(console).tell(unreadable);
    } else if (e instanceof DatabaseException) {
      console.err().println(e.getMessage());
      console.err().flush();
      return ExitCode.REFUSED;
    } else {
      throw e;
    }
    console.err().flush();
    return ExitCode.USAGE;
  }

  Console console() {
    return console;
  }

  Wiring wiring() {
    return wiring;
  }

  String version() {
    return version;
  }

  Map<String, String> env() {
    return env;
  }

  /** The layers that come with the program, and those of the settings' folder over them. */
  static LayerCatalog layers(Settings settings) {
    WholeProgram.check();
    LayerFiles files = new LayerFiles().readBundled();
    if (settings.layersDirectory() != null) {
      files.read(settings.layersDirectory());
    }
    return files.catalog();
  }
}
