package kr.maeul.review.submit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.layer.text.Text;

/** Reads texts of bounded length, without control characters, and notes what is wrong. */
final class PlainText {
  private final JsonNode sent;
  private final List<FeatureProblem> problems;

  PlainText(JsonNode sent, List<FeatureProblem> problems) {
    this.sent = sent;
    this.problems = problems;
  }

  /**
   * @param pointer of the text in what was sent
   * @param mayHaveLines whether it may go over several lines
   * @return without blanks around it, empty where there is none
   */
  String text(String pointer, int longest, boolean mayHaveLines) {
    JsonNode node = sent.at(pointer);
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (!node.isTextual()) {
      problems.add(new FeatureProblem(pointer, new Text("글을 써 주세요.", "is a text")));
      return "";
    }
    String text = node.asText().strip();
    if (text.length() > longest) {
      problems.add(
          new FeatureProblem(
              pointer,
              new Text(
                  "너무 깁니다 (최대 " + longest + "자)",
                  "is too long (at most " + longest + " characters)")));
      return "";
    }
    boolean isClean =
        text.chars()
            .allMatch(c -> !Character.isISOControl(c) || mayHaveLines && "\n\r\t".indexOf(c) >= 0);
    if (!isClean) {
      problems.add(
          new FeatureProblem(
              pointer,
              new Text(
                  mayHaveLines ? "쓸 수 없는 글자가 들어 있습니다." : "한 줄로 써 주세요. 쓸 수 없는 글자가 들어 있습니다.",
                  "has characters that cannot be used" + (mayHaveLines ? "" : " in one line"))));
      return "";
    }
    return text;
  }
}
