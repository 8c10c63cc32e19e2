package kr.maeul.review.submit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.text.Text;
import kr.maeul.review.submission.ContributorContact;

/** Reads how a contributor can be answered. */
final class ContactReader {
  private static final int LONGEST_EMAIL = 254;
  private static final int LONGEST_TELEPHONE = 24;
  private static final int LONGEST_NAME = 100;

  /** Narrower than the standards: nothing that could end a header or name a second receiver. */
  private static final Pattern EMAIL =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,8}");

  private static final Pattern TELEPHONE = Pattern.compile("\\+?[0-9][0-9 ()-]{5,22}[0-9]");

  private final PlainText plain;
  private final JsonNode sent;
  private final List<FeatureProblem> problems;

  ContactReader(PlainText plain, JsonNode sent, List<FeatureProblem> problems) {
    this.plain = plain;
    this.sent = sent;
    this.problems = problems;
  }

  /**
   * @param consents that were read, or null where the contact is only changed
   */
  ContributorContact read(Consents consents) {
    for (var e : sent.path("contact").properties()) {
      if (!Set.of("email", "telephone").contains(e.getKey())) {
        problem(
            "/contact/" + e.getKey(), "email이나 telephone만 씁니다.", "has email and telephone only");
      }
    }
    String email = plain.text("/contact/email", LONGEST_EMAIL, false);
    if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
      problem("/contact/email", "이메일 주소가 아닙니다.", "is not an e-mail address");
    }
    String telephone = plain.text("/contact/telephone", LONGEST_TELEPHONE, false);
    if (!telephone.isEmpty() && !TELEPHONE.matcher(telephone).matches()) {
      problem("/contact/telephone", "전화번호가 아닙니다.", "is not a telephone number");
    }
    String guardian = "";
    if (consents != null && consents.guardian()) {
      guardian = plain.text("/consents/guardian", LONGEST_NAME, false);
      if (guardian.isEmpty()) {
        problem(
            "/consents/guardian",
            "만 14세 미만이면 동의한 법정대리인의 이름을 적어 주세요.",
            "under 14, give the name of the guardian who consents");
      }
    }
    return new ContributorContact(orNull(email), orNull(telephone), orNull(guardian));
  }

  private void problem(String pointer, String ko, String en) {
    problems.add(new FeatureProblem(pointer, new Text(ko, en)));
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
