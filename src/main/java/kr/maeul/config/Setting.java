package kr.maeul.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import kr.maeul.layer.text.Text;

/**
 * Every setting: its name, its default, the numbers that it may be, and what it means. {@code
 * docs/settings.md} is written from here. How a value is read is in {@link Settings#of}.
 */
enum Setting {
  HOST(
      Group.NETWORK,
      Value.text("127.0.0.1"),
      "접속을 받을 주소. 모든 주소에서 받으려면 `0.0.0.0`",
      "address to listen on; `0.0.0.0` for all"),
  PORT(
      Group.NETWORK,
      Value.number(7070, 0, 65_535),
      "포트. `0`이면 비어 있는 아무 포트",
      "port; `0` for any free one"),
  PUBLIC_URL(
      Group.NETWORK,
      Value.shown("요청에 적힌 대로", "as the request says"),
      "밖에서 보는 주소. 예: `https://map.example.kr`. 프록시 뒤에 둘 때 정하십시오",
      "how the world reaches the service, such as `https://map.example.kr`; set it behind a proxy"),
  TRUSTED_PROXIES(
      Group.NETWORK,
      Value.NONE,
      "`X-Forwarded-For`를 믿을 우리 프록시의 주소. 예: `127.0.0.1,10.0.0.0/8`",
      "addresses of your own proxies, such as `127.0.0.1,10.0.0.0/8`, whose `X-Forwarded-For` is believed"),
  DB_URL(
      Group.DATABASE,
      Value.shown("자료 폴더의 내장 데이터베이스", "embedded, in the data folder"),
      "`jdbc:postgresql://호스트:포트/데이터베이스`",
      "`jdbc:postgresql://host:port/database`"),
  DB_USER(Group.DATABASE, Value.NONE, "데이터베이스 사용자", "database user"),
  DB_PASSWORD(
      Group.DATABASE, Value.NONE, "데이터베이스 비밀번호. 로그에 남지 않습니다", "database password; never logged"),
  DB_CONNECTIONS(
      Group.DATABASE,
      Value.number(10, 2, 200),
      "방문자의 질문을 데이터베이스에 한꺼번에 몇 개까지 물을지. [전체 연결 수](operating.md#connections-and-memory)는 이 수의 1.5배에 14를 더한 만큼입니다",
      "the most questions of visitors that are with the database at once; [connections in all](operating.md#connections-and-memory) are half as many again and 14"),
  PUBLIC_QUERY_SECONDS(
      Group.DATABASE,
      Value.number(10, 1, 600),
      "로그인하지 않은 사람의 요청 하나에 데이터베이스가 일하는 최대 시간(초)",
      "the longest that the database works on one request of somebody who has not signed in"),
  DESK_QUERY_SECONDS(
      Group.DATABASE,
      Value.number(60, 1, 3600),
      "로그인한 사람의 요청 하나에 일하는 최대 시간(초)",
      "the same for somebody who has"),
  DATA_DIR(
      Group.FILES,
      Value.text("var"),
      "서비스가 스스로 쓰는 모든 것의 폴더",
      "folder of everything that the service writes itself"),
  LAYERS_DIR(
      Group.FILES,
      Value.NONE,
      "직접 쓴 레이어 파일의 폴더. 정했다면 있어야 합니다",
      "folder of your own layer files; must be there if set"),
  PROFILES_DIR(
      Group.FILES,
      Value.NONE,
      "직접 쓴 빈집 후보지 [프로필](profiles.md)의 폴더. 정했다면 있어야 합니다",
      "folder of your own [profiles](profiles.md) of the vacant-house finder; must be there if set"),
  DEMO(
      Group.FILES,
      Value.text("true"),
      "빈 데이터베이스에 예시 자료를 넣을지",
      "whether an empty database gets the demo content"),
  CACHE_MEGABYTES(
      Group.FILES,
      Value.number(64, 0, 16_384),
      "완성된 응답을 담아 둘 메모리(MB), `0`이면 쓰지 않음",
      "memory for finished answers, `0` for none"),
  SECRET_KEY(
      Group.FILES,
      Value.shown("자료 폴더의 파일", "a file in the data folder"),
      "보낸 사람의 연락처를 암호화할 32바이트 열쇠(Base64). 여러 대를 돌리면 모두 같게",
      "32 bytes in Base64 that seal contributors' contacts; the same for all instances"),
  BASEMAP_URL(
      Group.BASEMAP,
      Value.text("https://tile.openstreetmap.org/{z}/{x}/{y}.png"),
      "`{z}`, `{x}`, `{y}`가 든 타일 주소. 비우면 배경지도 없음",
      "tiles with `{z}`, `{x}`, `{y}`; empty for no base map"),
  BASEMAP_ATTRIBUTION(
      Group.BASEMAP,
      Value.text("© OpenStreetMap contributors"),
      "지도에 보이는 저작권 표시",
      "text shown on the map"),
  BASEMAP_MAX_ZOOM(
      Group.BASEMAP, Value.number(19, 1, 24), "타일이 있는 가장 깊은 단계", "the deepest zoom that has tiles"),
  MEDIA_UNATTACHED_MEGABYTES(
      Group.MEDIA,
      Value.number(2000, 1, 1_000_000),
      "올려 두고 아직 어느 항목에도 쓰지 않은 사진과 소리의 최대 용량(MB)",
      "the most that photos and sound may take which no item names yet"),
  MEDIA_S3_ENDPOINT(
      Group.MEDIA,
      Value.shown("자료 폴더", "the data folder"),
      "사진과 소리를 둘 S3 호환 저장소의 주소. 열쇠 둘과 버킷까지 넷을 모두 정하거나 모두 비웁니다",
      "address of an S3-compatible store for photos and sound; set with bucket and both keys, or none of the four"),
  MEDIA_S3_BUCKET(Group.MEDIA, Value.NONE, "그 저장소의 버킷", "its bucket"),
  MEDIA_S3_REGION(Group.MEDIA, Value.text("us-east-1"), "저장소의 지역", "its region"),
  MEDIA_S3_ACCESS_KEY(Group.MEDIA, Value.NONE, "저장소의 접근 열쇠", "its access key"),
  MEDIA_S3_SECRET_KEY(
      Group.MEDIA, Value.NONE, "저장소의 비밀 열쇠. 로그에 남지 않습니다", "its secret key; never logged"),
  SESSION_IDLE_MINUTES(
      Group.PEOPLE,
      Value.number(120, 5, 1440),
      "이만큼 쓰지 않으면 로그인이 끝남(분)",
      "a session that is not used for so long has ended"),
  SESSION_HOURS(
      Group.PEOPLE, Value.number(12, 1, 168), "로그인이 이어지는 가장 긴 시간", "no session goes on for longer"),
  ACCESS_LOG_DAYS(
      Group.PEOPLE,
      Value.number(730, 365, 36_500),
      "접속기록을 보관할 날수",
      "days that the access log is kept"),
  SECOND_FACTOR(
      Group.PEOPLE,
      Value.text("optional"),
      "[2단계 인증](people.md#two-step-sign-in)을 꼭 써야 하는 계정: `optional`(원하는 사람만), `planners`(계획 담당과 관리자), `everyone`(모두)",
      "whose accounts have to use [two-step sign-in](people.md#two-step-sign-in): `optional`, `planners` (those and administrators) or `everyone`"),
  OIDC_ISSUER(
      Group.OPEN_ID,
      Value.NONE,
      "이 OpenID Connect 서비스로도 로그인. `MAEUL_PUBLIC_URL`이 있어야 함",
      "sign in by this OpenID Connect provider too; needs `MAEUL_PUBLIC_URL`"),
  OIDC_CLIENT_ID(
      Group.OPEN_ID, Value.NONE, "그곳에서 쓰는 이 서비스의 이름", "what this service is called there"),
  OIDC_CLIENT_SECRET(
      Group.OPEN_ID, Value.NONE, "그곳에서 쓰는 이 서비스의 비밀", "the secret of this service there"),
  OIDC_CLAIM(
      Group.OPEN_ID,
      Value.text("email"),
      "어느 클레임이 계정의 아이디인지",
      "which claim is the login of the account"),
  CENTRE_NAME(
      Group.CONTRIBUTIONS,
      Value.text("전주시 사회적경제·도시재생지원센터"),
      "동의 글에 적히는, 개인정보를 수집하는 곳",
      "who collects, in the words of consent"),
  CENTRE_PHONE(
      Group.CONTRIBUTIONS,
      Value.NONE,
      "보내는 사람에게 알려 줄 전화번호",
      "where contributors are asked to telephone"),
  CONTRIBUTIONS_OPEN(
      Group.CONTRIBUTIONS,
      Value.number(2000, 1, 100_000),
      "결정을 기다릴 수 있는 기여의 최대 수",
      "the most contributions that wait for a decision"),
  CONTRIBUTIONS_OPEN_PER_ADDRESS(
      Group.CONTRIBUTIONS,
      Value.number(30, 1, 10_000),
      "그 가운데 한 인터넷 주소에서 온 최대 수",
      "the most of them from one internet address"),
  CONTRIBUTIONS_PER_DAY(
      Group.CONTRIBUTIONS,
      Value.number(60, 1, 10_000),
      "한 인터넷 주소에서 하루에 받는 최대 수",
      "the most taken from one internet address in a day"),
  CONTACT_DAYS(
      Group.CONTRIBUTIONS,
      Value.number(90, 1, 3650),
      "결정한 뒤 연락처와 주고받은 말을 두는 날수",
      "days that contact and conversation are kept after a decision"),
  SMTP_HOST(
      Group.MAIL,
      Value.NONE,
      "메일 서버. 없으면 편지를 보내지 않음. `MAEUL_PUBLIC_URL`이 함께 있어야 함",
      "mail server; without one no letters are sent. Needs `MAEUL_PUBLIC_URL`"),
  SMTP_PORT(
      Group.MAIL,
      Value.shown("`587`, TLS면 `465`", "`587`, with TLS `465`").within(1, 65_535),
      "메일 서버의 포트",
      "its port"),
  SMTP_TLS(
      Group.MAIL,
      Value.text("false"),
      "처음부터 암호화. 아니면 STARTTLS로",
      "encrypted from the start; otherwise by STARTTLS"),
  SMTP_USER(Group.MAIL, Value.NONE, "메일 서버의 계정", "account at the mail server"),
  SMTP_PASSWORD(Group.MAIL, Value.NONE, "그 계정의 비밀번호. 로그에 남지 않습니다", "its password; never logged"),
  SMTP_FROM(Group.MAIL, Value.NONE, "편지를 보내는 주소", "address that letters come from"),
  DIGEST_TO(
      Group.MAIL,
      Value.NONE,
      "새 기여를 알릴 센터의 주소",
      "address of the centre that hears of new contributions");

  /** What stands together on the page of settings. */
  public enum Group {
    NETWORK("연결", "Network"),
    DATABASE("데이터베이스", "Database"),
    FILES("폴더와 메모리", "Folders and memory"),
    BASEMAP("배경지도", "Base map"),
    MEDIA("사진과 소리", "Photos and sound"),
    PEOPLE("계정과 접속기록", "Accounts and the access log"),
    OPEN_ID("다른 서비스로 로그인", "Signing in by another service"),
    CONTRIBUTIONS("주민이 보낸 것", "Contributions"),
    MAIL("편지", "Letters");

    private final Text title;

    Group(String ko, String en) {
      title = new Text(ko, en);
    }

    public Text title() {
      return title;
    }
  }

  /**
   * @param otherwise what holds if nothing is set, or null
   * @param min the least number that it may be
   * @param max the greatest; less than {@code min} if it is no number
   * @param shown what the page says instead of {@code otherwise}, as Markdown, or null
   */
  record Value(String otherwise, int min, int max, Text shown) {
    static final Value NONE = new Value(null, 0, -1, null);

    static Value text(String otherwise) {
      return new Value(otherwise, 0, -1, null);
    }

    static Value number(int otherwise, int min, int max) {
      return new Value(String.valueOf(otherwise), min, max, null);
    }

    static Value shown(String ko, String en) {
      return new Value(null, 0, -1, new Text(ko, en));
    }

    Value within(int least, int greatest) {
      return new Value(otherwise, least, greatest, shown);
    }
  }

  /** Passwords and keys, and the address that may hold one. */
  private static final Set<Setting> SECRET =
      EnumSet.of(
          DB_URL,
          DB_PASSWORD,
          SECRET_KEY,
          MEDIA_S3_ACCESS_KEY,
          MEDIA_S3_SECRET_KEY,
          OIDC_CLIENT_SECRET,
          SMTP_PASSWORD);

  private final Group group;
  private final Value value;
  private final Text meaning;

  /** The meaning is Markdown whose links start from {@code docs/}. */
  Setting(Group group, Value value, String ko, String en) {
    this.group = group;
    this.value = value;
    this.meaning = new Text(ko, en);
  }

  /** The name in the environment, such as {@code MAEUL_PORT}. */
  public String key() {
    return "MAEUL_" + name();
  }

  public Group group() {
    return group;
  }

  /** What it means, as Markdown with links that start from {@code docs/}. */
  public Text meaning() {
    return meaning;
  }

  /** What holds if nothing is set, as Markdown; empty for nothing. */
  Text otherwiseShown() {
    if (value.shown != null) {
      return value.shown;
    }
    String code = value.otherwise == null ? "" : "`" + value.otherwise + "`";
    return new Text(code, code);
  }

  /** What holds if nothing is set, or null. */
  String otherwise() {
    return value.otherwise;
  }

  /** Whether it is a whole number, from {@link #min} to {@link #max}. */
  public boolean isNumber() {
    return value.min <= value.max;
  }

  public int min() {
    return value.min;
  }

  public int max() {
    return value.max;
  }

  /** Whether it must not be shown to anybody, nor kept in a backup's list of settings. */
  boolean isSecret() {
    return SECRET.contains(this);
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(Setting::key).toList();
  }
}
