package kr.maeul.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kr.maeul.cli.console.Console;
import kr.maeul.cli.console.ExitCode;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.text.Text;
import kr.maeul.people.Accounts;
import kr.maeul.people.People;
import kr.maeul.people.WelcomeLinks;
import kr.maeul.people.identity.Account;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.identity.PersonRefusedException;
import kr.maeul.people.identity.Role;
import kr.maeul.review.mail.AccountLetters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code account}: who may sign in. For whoever has the machine; the embedded database serves one
 * process at a time, so the service must be stopped for it.
 */
@Command(
    name = "account",
    description = "계정 / Accounts of people",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "[add | list | roles | disable | enable | link | second-factor-off]")
final class AccountCommand implements Runnable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy.MM.dd HH:mm").withZone(TownZone.ID);

  private final Cli cli;

  @Spec CommandSpec spec;

  AccountCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "명령이 없습니다: account add | list | roles | disable | enable | link | second-factor-off"
            + " / No command: account add | list | roles | disable | enable | link | second-factor-off");
  }

  private interface Work {
    void on(People people, Settings settings) throws IOException;
  }

  private int with(SettingOptions options, Work work) throws IOException {
    Settings settings = Settings.of(options.over(cli.env()));
    try (Database database = cli.wiring().openDatabase(settings)) {
      People people = People.over(database, settings.people());
      people.use(null, AccountLetters.of(settings.review(), database.clock()));
      work.on(people, settings);
      return ExitCode.OK;
    } catch (PersonRefusedException e) {
      if (e.faults().isEmpty()) {
        cli.console().complain(e.detail());
      }
      e.faults().forEach(f -> cli.console().complain(f.reason()));
      return ExitCode.REFUSED;
    }
  }

  @Command(name = "add", description = "계정을 만든다 / Make an account", mixinStandardHelpOptions = true)
  int add(
      @Mixin SettingOptions options,
      @Parameters(paramLabel = "LOGIN", description = "아이디 / what they type to sign in")
          String login,
      @Option(
              names = "--role",
              paramLabel = "ROLE",
              split = ",",
              required = true,
              description = "staff, planner, admin")
          List<String> roles,
      @Option(
              names = "--name",
              paramLabel = "NAME",
              description = "이름 / shown beside what they do (LOGIN)")
          String name,
      @Option(
              names = "--password",
              description =
                  "비밀번호를 물어본다, 아니면 링크를 준다 / ask for the password instead of making a link")
          boolean asksForPassword)
      throws IOException {
    Set<Role> given = roles(roles);
    return with(
        options,
        (people, settings) -> {
          String password = asksForPassword ? password() : null;
          Account account =
              people.accounts().add(login, name == null ? login : name, given, Actor.MACHINE);
          if (password == null) {
            tellLink(people, settings, account);
          } else {
            people.setPassword(account, password, Actor.MACHINE);
            cli.console().say("계정을 만들었습니다.", "The account is made");
          }
        });
  }

  @Command(name = "list", description = "계정을 보인다 / List accounts", mixinStandardHelpOptions = true)
  int list(@Mixin SettingOptions options) throws IOException {
    return with(
        options,
        (people, settings) -> {
          for (Account a : people.accounts().all()) {
            String roles =
                a.roles().stream().sorted().map(Role::word).collect(Collectors.joining(","));
            String state =
                a.isDisabled()
                    ? "사용 중지/disabled"
                    : a.signedIn() == null ? "-" : TIME.format(a.signedIn());
            cli.console().out().println(String.join("\t", a.login(), roles, state, a.name()));
          }
          cli.console().out().flush();
        });
  }

  @Command(
      name = "roles",
      description = "계정의 역할을 정한다 / Set the roles of an account",
      mixinStandardHelpOptions = true)
  int roles(
      @Mixin SettingOptions options,
      @Parameters(index = "0", paramLabel = "LOGIN") String login,
      @Parameters(index = "1", paramLabel = "ROLES", split = ",", description = "admin,staff …")
          List<String> roles)
      throws IOException {
    Set<Role> given = roles(roles);
    return change(options, login, new Accounts.Change(null, given, null));
  }

  @Command(
      name = "disable",
      description = "계정 사용을 중지한다 / Shut an account",
      mixinStandardHelpOptions = true)
  int disable(@Mixin SettingOptions options, @Parameters(paramLabel = "LOGIN") String login)
      throws IOException {
    return change(options, login, new Accounts.Change(null, null, true));
  }

  @Command(
      name = "enable",
      description = "계정을 다시 사용하게 한다 / Open an account again",
      mixinStandardHelpOptions = true)
  int enable(@Mixin SettingOptions options, @Parameters(paramLabel = "LOGIN") String login)
      throws IOException {
    return change(options, login, new Accounts.Change(null, null, false));
  }

  @Command(
      name = "link",
      description = "비밀번호를 정할 링크를 만든다 / Make a link to choose a password",
      mixinStandardHelpOptions = true)
  int link(@Mixin SettingOptions options, @Parameters(paramLabel = "LOGIN") String login)
      throws IOException {
    return with(options, (people, settings) -> tellLink(people, settings, find(people, login)));
  }

  @Command(
      name = "second-factor-off",
      description =
          "2단계 인증을 끈다, 휴대전화와 복구 코드를 모두 잃은 사람에게"
              + " / Take off two-step sign-in, for whoever lost phone and recovery codes",
      mixinStandardHelpOptions = true)
  int secondFactorOff(@Mixin SettingOptions options, @Parameters(paramLabel = "LOGIN") String login)
      throws IOException {
    return with(
        options,
        (people, settings) -> {
          people.twoSteps().removeFor(find(people, login).id(), Actor.MACHINE);
          cli.console()
              .say(
                  "2단계 인증을 껐습니다. 이제 비밀번호만으로 로그인합니다.",
                  "Two-step sign-in is off; the password alone signs in now");
        });
  }

  private int change(SettingOptions options, String login, Accounts.Change change)
      throws IOException {
    return with(
        options,
        (people, settings) -> {
          people.accounts().change(find(people, login).id(), change, Actor.MACHINE);
          cli.console().say("바꾸었습니다.", "Done");
        });
  }

  private Account find(People people, String login) {
    return people
        .accounts()
        .byLogin(login)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "그런 아이디가 없습니다. / There is no such login"));
  }

  private Set<Role> roles(List<String> words) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String word : words) {
      roles.add(
          Role.ofWord(word.strip())
              .orElseThrow(
                  () ->
                      new ParameterException(
                          spec.commandLine(),
                          "역할은 staff, planner, admin입니다. / Roles are staff, planner, admin")));
    }
    return roles;
  }

  private void tellLink(People people, Settings settings, Account account) {
    tellLink(
        cli.console(),
        people.links().forAccount(account.id(), Actor.MACHINE),
        baseUrl(settings, settings.http().port()),
        new Text("비밀번호를 정할 링크", "Link to choose a password"));
  }

  /** Says where a one-time link leads. It is a secret: whoever has it gets in. */
  static void tellLink(Console console, WelcomeLinks.Link link, String baseUrl, Text what) {
    String until = TIME.format(link.expires());
    console.say(
        what.ko() + " (한 번만, " + until + "까지):", what.en() + " (works once, until " + until + "):");
    console.out().println("  " + link.address(baseUrl));
    console.out().flush();
  }

  static String baseUrl(Settings settings, int port) {
    return settings.http().publicUrl() == null
        ? "http://localhost:" + port
        : settings.http().publicUrl().toString();
  }

  /** From the terminal, unseen, or from what is piped in; never from the command line. */
  private static String password() throws IOException {
    if (System.console() != null) {
      char[] typed = System.console().readPassword("비밀번호 / Password: ");
      return typed == null ? "" : new String(typed);
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = in.readLine();
    return line == null ? "" : line;
  }
}
