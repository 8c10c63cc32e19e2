package kr.maeul.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import kr.maeul.cli.console.Console;
import kr.maeul.cli.console.ExitCode;
import kr.maeul.config.Settings;
import kr.maeul.exchange.DemoContent;
import kr.maeul.exchange.row.BadFileException;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.houses.finder.ProfileFiles;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.text.Text;
import kr.maeul.people.People;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code serve}: answers requests until it is told to stop. */
@Command(name = "serve", description = "지도를 연다 / Serve the map", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private final Cli cli;

  @Mixin SettingOptions options;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "포트, 0이면 아무거나 / port, 0 for any (MAEUL_PORT, 7070)")
  String port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "주소 / address to bind (MAEUL_HOST, 127.0.0.1)")
  String host;

  ServeCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<String, String> env = options.over(cli.env());
    SettingOptions.put(env, "MAEUL_PORT", port);
    SettingOptions.put(env, "MAEUL_HOST", host);
    Settings settings = Settings.of(env);
    LayerCatalog layers = Cli.layers(settings);
    ProfileFiles.profiles(layers, settings.profilesDirectory()); // before anything is opened
    Wiring.OpenStore open = cli.wiring().openStore(settings, layers);
    CountDownLatch stopped = new CountDownLatch(1);
    try {
      tellWhatIsThere(settings, layers);
      if (settings.demo()) {
        open.alone(() -> loadDemoOnce(layers, open));
      }
      Wiring.RunningServer server = start(settings, layers, open);
      Thread stop =
          new Thread(
              () -> {
                cli.console().say("멈춥니다", "Stopping");
                stop(server, open, stopped);
              },
              "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      tellWhere(settings, server.port());
      tellFirstLink(settings, open, server.port());
      open.indexInBackground();
    } catch (RuntimeException e) {
      open.close();
      throw e;
    }
    afterwards(stopped);
    stopped.await();
    return ExitCode.OK;
  }

  /** What can wait until people are answered. */
  private void afterwards(CountDownLatch stopped) throws InterruptedException {
    new CrsRegistry().warmUp();
    Optional<ClassArchive> archive = ClassArchive.named();
    if (archive.isPresent() && !stopped.await(archiveAfterSeconds(), TimeUnit.SECONDS)) {
      archive.get().refresh(cli.console());
    }
  }

  /**
   * By then the first visitors have their pages, and what serves them is loaded. Tests are quicker.
   */
  private static long archiveAfterSeconds() {
    return Long.getLong("maeul.archive.seconds", 60);
  }

  private Wiring.RunningServer start(
      Settings settings, LayerCatalog layers, Wiring.OpenStore open) {
    try {
      return cli.wiring().startServer(settings, layers, open, cli.version());
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException || cause instanceof UnresolvedAddressException) {
          throw new PortTakenException(settings.http().host() + ":" + settings.http().port());
        }
      }
      throw e;
    }
  }

  /** The address cannot be listened at. */
  static final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortTakenException(String address) {
      super(address);
    }
  }

  private static void stop(
      Wiring.RunningServer server, Wiring.OpenStore open, CountDownLatch stopped) {
    try {
      server.close();
    } finally {
      open.close();
      stopped.countDown();
    }
  }

  private void tellWhatIsThere(Settings settings, LayerCatalog layers) {
    Console console = cli.console();
    console.say(
        "마을이야기 지도 " + cli.version() + ": 레이어 " + layers.all().size() + "개",
        "Maeul " + cli.version() + ": " + layers.all().size() + " layers");
    String folder = settings.dataDirectory().toAbsolutePath().normalize().toString();
    if (settings.database().url() == null) {
      console.say("자료: " + folder + " (내장 데이터베이스)", "Data: " + folder + " (embedded database)");
    } else {
      console.say(
          "자료: " + settings.database() + ", 파일은 " + folder,
          "Data: " + settings.database() + ", files in " + folder);
    }
  }

  private void loadDemoOnce(LayerCatalog layers, Wiring.OpenStore open) {
    if (!open.needsDemo()) {
      return;
    }
    Console console = cli.console();
    console.say("예시 자료를 넣습니다…", "Loading the demo content…");
    try {
      Map<Layer, Long> counts = new DemoContent(layers, open.store(), new CrsRegistry()).load();
      open.demoLoaded();
      String list =
          counts.entrySet().stream()
              .map(e -> e.getKey().id() + " " + e.getValue())
              .collect(Collectors.joining(", "));
      console.say(
          "예시 자료: " + (list.isEmpty() ? "없음" : list),
          "Demo content: " + (list.isEmpty() ? "none" : list));
    } catch (BadFileException e) {
      console.complain(
          "예시 자료를 넣지 못했습니다. " + e.reason().ko(),
          "The demo content could not be loaded: " + e.reason().en());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where nobody can administer the service as yet, whoever reads this can begin. */
  private void tellFirstLink(Settings settings, Wiring.OpenStore open, int listeningPort) {
    People.over(open.database(), settings.people())
        .links()
        .forFirstAdministrator()
        .ifPresent(
            link ->
                AccountCommand.tellLink(
                    cli.console(),
                    link,
                    AccountCommand.baseUrl(settings, listeningPort),
                    new Text(
                        "아직 관리자가 없습니다. 첫 관리자가 되는 링크",
                        "There is no administrator yet. Link to become the first")));
  }

  private void tellWhere(Settings settings, int listeningPort) {
    String bound = settings.http().host();
    String shown =
        bound.equals("0.0.0.0") || bound.equals("::")
            ? "localhost"
            : bound.contains(":") ? "[" + bound + "]" : bound;
    String address = "http://" + shown + ":" + listeningPort + "/";
    cli.console()
        .say(
            "지도: " + address + "  API: " + address + "api",
            "Map: " + address + "  API: " + address + "api");
    cli.console().say("멈추려면 Ctrl+C", "Ctrl+C to stop");
  }
}
