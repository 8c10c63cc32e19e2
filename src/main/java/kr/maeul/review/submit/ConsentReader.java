package kr.maeul.review.submit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.text.Text;
import kr.maeul.review.submission.SubmissionKind;

/** Reads what a contributor agrees to, and finds what is missing for the kind of contribution. */
final class ConsentReader {
  private static final Set<String> MEMBERS =
      Set.of("version", "language", "collection", "publication", "portrait", "age", "guardian");

  private final JsonNode given;
  private final List<FeatureProblem> problems;
  private final String version;

  ConsentReader(JsonNode sent, List<FeatureProblem> problems, String version) {
    this.given = sent.path("consents");
    this.problems = problems;
    this.version = version;
  }

  Consents read(SubmissionKind kind, boolean showsPeople) {
    for (var e : given.properties()) {
      if (!MEMBERS.contains(e.getKey())) {
        problem("/" + e.getKey(), "모르는 동의 항목입니다.", "is not a consent");
      }
    }
    if (!version.equals(given.path("version").asText())) {
      problem(
          "/version",
          "동의 글이 바뀌었습니다. 다시 읽고 동의해 주세요.",
          "the words have changed; read and agree again");
    }
    boolean collection = agreed("collection");
    if (!collection) {
      problem(
          "/collection",
          "개인정보 수집·이용에 동의해야 보낼 수 있습니다. 동의하지 않으시면 센터로 전화해 주세요.",
          "agree to the collection and use of personal data, or telephone the centre");
    }
    boolean publication = agreed("publication");
    if (!publication && kind == SubmissionKind.NEW) {
      problem("/publication", "이야기를 싣는 데 동의해야 보낼 수 있습니다.", "agree to the publication of the story");
    }
    boolean portrait = agreed("portrait");
    if (showsPeople && !portrait) {
      problem(
          "/portrait",
          "사진에 나온 사람의 허락을 받았는지 확인해 주세요.",
          "confirm that those in the photos have allowed it");
    }
    String age = given.path("age").asText();
    if (!Set.of("over-14", "guardian").contains(age)) {
      problem(
          "/age",
          "만 14세 이상인지, 법정대리인이 동의하는지 골라 주세요 (over-14, guardian).",
          "is over-14, or guardian where a guardian consents for a child");
    }
    String language = "en".equals(given.path("language").asText()) ? "en" : "ko";
    return new Consents(
        version, language, collection, publication, portrait, age.equals("guardian"));
  }

  private boolean agreed(String name) {
    JsonNode node = given.path(name);
    if (!node.isMissingNode() && !node.isBoolean()) {
      problem("/" + name, "true나 false를 쓰세요.", "is true or false");
    }
    return node.asBoolean(false) && node.isBoolean();
  }

  private void problem(String at, String ko, String en) {
    problems.add(new FeatureProblem("/consents" + at, new Text(ko, en)));
  }
}
