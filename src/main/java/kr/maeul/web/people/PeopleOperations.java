package kr.maeul.web.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import kr.maeul.people.identity.Role;
import kr.maeul.web.contract.Member;
import kr.maeul.web.contract.Members;
import kr.maeul.web.contract.Operation;
import kr.maeul.web.contract.Parameter;
import kr.maeul.web.contract.ParameterTable;
import kr.maeul.web.contract.Schemas;

/** What is asked about people, and how it is read and described. Stateless. */
public final class PeopleOperations {
  private static final int MOST_BYTES = 16 * 1024;

  static final Member<String> LOGIN = Member.text("login");
  static final Member<String> PASSWORD = Member.text("password");
  static final Member<String> CODE = Member.text("code");
  static final Member<String> NAME = Member.text("name");
  static final Member<String> SECRET = Member.text("secret");
  static final Member<String> CURRENT = Member.text("current");
  static final Member<String> NEW = Member.text("new");
  static final Member<Integer> UNTIL = Member.integer("until");
  static final Member<Integer> DAYS = Member.integer("days").optional();
  static final Member<Boolean> DISABLED = Member.yesOrNo("disabled");
  static final Member<List<Role>> ROLES =
      Member.words("roles", Role::ofWord, PeopleJson.ROLES, String.join(", ", PeopleJson.ROLES));

  /** Of these an account may give but some. */
  static final Member<JsonNode> SCOPES =
      Member.json("scopes", Schemas.listOf(Schemas.string())).required();

  private static final Members PROOF = Members.of(MOST_BYTES, PASSWORD, CODE);

  /** One thing that is asked or not. For one thread. */
  static final class Flag {
    boolean isSet;
  }

  static final ParameterTable<Flag> OTHERS =
      ParameterTable.of(Parameter.yesOrNo("others", (asked, v) -> asked.isSet = v));
  static final ParameterTable<Flag> ALL =
      ParameterTable.of(Parameter.yesOrNo("all", (asked, v) -> asked.isSet = v));

  public static final Operation SESSION = of("session", "누구로 로그인했는지", "Who is signed in");
  public static final Operation SIGN_IN =
      of("signIn", "로그인", "Sign in")
          .reads(Members.of(MOST_BYTES, LOGIN, PASSWORD, CODE.optional()));
  public static final Operation SIGN_OUT = of("signOut", "로그아웃", "Sign out").answersNothing(204);
  public static final Operation SESSIONS = of("sessions", "로그인된 기기", "Where one is signed in");
  public static final Operation SIGN_OUT_EVERYWHERE =
      of("signOutEverywhere", "모든 곳에서 로그아웃", "Sign out everywhere")
          .takes(OTHERS)
          .answersNothing(204);
  public static final Operation END_SESSION =
      of("endSession", "기기 하나에서 로그아웃", "End one of one's sessions").answersNothing(204);
  public static final Operation CHANGE_PASSWORD =
      of("password", "비밀번호 바꾸기", "Change one's password")
          .reads(Members.of(MOST_BYTES, CURRENT, NEW))
          .answersNothing(204);
  public static final Operation LOOK_AT_LINK =
      of("lookAtLink", "한 번 쓰는 링크 보기", "What a one-time link is for")
          .reads(Members.of(MOST_BYTES, SECRET));
  public static final Operation USE_LINK =
      of("useLink", "한 번 쓰는 링크로 비밀번호 정하기", "Set a password by a one-time link")
          .reads(Members.of(MOST_BYTES, SECRET, PASSWORD, LOGIN.optional(), NAME.optional()));

  public static final Operation OPEN_ID =
      of("openIdBegin", "OpenID Connect로 로그인", "Sign in by OpenID Connect").answersNothing(303);
  public static final Operation OPEN_ID_END =
      of("openIdEnd", "로그인 제공자에서 돌아옴", "Back from the provider")
          .takes(OpenIdReturn.PARAMETERS)
          .answersNothing(303);

  public static final Operation SECOND_FACTOR =
      of("secondFactor", "내 계정의 2단계 인증", "One's own two-step sign-in");
  public static final Operation BEGIN_SECOND_FACTOR =
      of("beginSecondFactor", "2단계 인증 켜기 시작", "Begin to set up two-step sign-in")
          .reads(Members.of(MOST_BYTES));
  public static final Operation CONFIRM_SECOND_FACTOR =
      of("confirmSecondFactor", "앱의 코드로 2단계 인증 켜기", "Turn on two-step sign-in by a code of the app")
          .reads(PROOF);
  public static final Operation RENEW_CODES =
      of("renewRecoveryCodes", "복구 코드 새로 만들기", "New recovery codes").reads(PROOF);
  public static final Operation TURN_OFF_SECOND_FACTOR =
      of("turnOffSecondFactor", "2단계 인증 끄기", "Turn off two-step sign-in")
          .reads(PROOF)
          .answersNothing(204);
  public static final Operation NOTICES = of("notices", "계정에 생긴 일", "What happened to accounts");
  public static final Operation NOTICES_SEEN =
      of("noticesSeen", "그 번호까지 확인함", "All up to that one were read")
          .reads(Members.of(MOST_BYTES, UNTIL))
          .answersNothing(204);

  public static final Operation TOKENS = of("tokens", "프로그램용 토큰", "Tokens for programs").takes(ALL);
  public static final Operation MAKE_TOKEN =
      of("makeToken", "토큰 만들기", "Make a token")
          .reads(Members.of(MOST_BYTES, NAME, SCOPES, DAYS))
          .answers(201);
  public static final Operation END_TOKEN =
      of("endToken", "토큰 끝내기", "End a token").answersNothing(204);

  public static final Operation ACCOUNTS = of("accounts", "계정", "Accounts");
  public static final Operation ADD_ACCOUNT =
      of("addAccount", "계정 더하기", "Add an account")
          .reads(Members.of(MOST_BYTES, LOGIN, NAME, ROLES))
          .answers(201);
  public static final Operation CHANGE_ACCOUNT =
      of("changeAccount", "계정 고치기", "Change an account")
          .reads(Members.of(MOST_BYTES, NAME.optional(), ROLES.optional(), DISABLED));
  public static final Operation ACCOUNT_LINK =
      of("accountLink", "한 번 쓰는 링크 새로 만들기", "A new one-time link").answers(201);
  public static final Operation REMOVE_SECOND_FACTOR =
      of("removeSecondFactor", "계정의 2단계 인증 끄기", "Take two-step sign-in off an account")
          .answersNothing(204);
  public static final Operation ACCESS_LOG =
      of("accessLog", "열람 기록", "The access log").takes(LogQuestion.PARAMETERS);

  private PeopleOperations() {}

  private static Operation of(String id, String ko, String en) {
    return Operation.of("people", id, ko, en);
  }
}
