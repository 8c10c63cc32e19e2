package kr.maeul.review.mail;

import kr.maeul.config.Settings;
import kr.maeul.layer.text.Text;

/** What letters say. None repeats what was sent or what the centre wrote. Stateless. */
final class LetterTexts {
  private static final Text OPEN_LINK =
      new Text(
          "\n\n보내실 때 받은 나만의 링크를 열면 내용을 보고 답하거나 철회할 수 있습니다.",
          "\n\nOpen the private link that you were given to read it, to answer, or to withdraw.");

  record Letter(Text subject, Text body) {}

  private LetterTexts() {}

  static Letter received(String link, Settings.Review centre) {
    return new Letter(
        new Text("보내 주신 내용을 받았습니다", "We have received what you sent"),
        signed(
            new Text(
                "마을이야기 지도에 보내 주셔서 고맙습니다. 살펴본 뒤 알려 드리겠습니다.\n\n"
                    + "아래 링크에서 진행 상황을 보고, 고치고, 철회할 수 있습니다. 다시 만들어 드릴 수 없으니 잘 보관하시고 다른 사람에게 보여 주지 마세요.\n\n"
                    + link,
                "Thank you for contributing to the village story map. We shall look at it and tell you.\n\n"
                    + "By the link below you see how it goes, change it, or withdraw it. It cannot be made again: keep it,"
                    + " and show it to nobody.\n\n"
                    + link),
            centre));
  }

  static Letter of(Outbox.What what, Settings.Review centre) {
    return switch (what) {
      case ASKED ->
          told(new Text("보내 주신 내용에 여쭐 것이 있습니다", "We have a question about what you sent"), centre);
      case APPROVED ->
          told(new Text("보내 주신 내용을 반영했습니다", "What you sent has been taken up"), centre);
      case REFUSED ->
          told(new Text("보내 주신 내용을 반영하지 못했습니다", "What you sent could not be taken up"), centre);
      case TAKEN_DOWN ->
          told(new Text("보내 주신 내용의 게시를 중단했습니다", "What you sent has been taken down"), centre);
      case ROLE_GRANTED, FACTOR_REMOVED, RECEIVED, DIGEST ->
          throw new IllegalArgumentException(what + " says more than that");
    };
  }

  static Letter ofAccounts(Outbox.What what) {
    return what == Outbox.What.ROLE_GRANTED
        ? new Letter(
            new Text("계정에 새 역할이 생겼습니다", "An account has got a new role"),
            new Text(
                "업무 화면의 계정 하나에 새 역할이 생겼습니다. 모르는 일이면 바로 확인하세요: 업무 화면 첫 화면과 접속기록에 누가 했는지 나옵니다.\n",
                "An account of the desk has got a new role. If you do not know of it, look at once: the first page of the"
                    + " desk and the access log say who did it.\n"))
        : new Letter(
            new Text("2단계 인증이 꺼졌습니다", "Two-step sign-in was taken off"),
            new Text(
                "회원님 계정의 2단계 인증이 꺼졌습니다. 직접 하거나 부탁한 일이 아니면 바로 관리자에게 알리고 비밀번호를 바꾸세요.\n",
                "Two-step sign-in was taken off your account. If you neither did nor asked for it, tell an administrator at"
                    + " once and change your password.\n"));
  }

  static Letter digest(int waiting) {
    Text subject = new Text("검토 대기 " + waiting + "건", waiting + " contributions wait for review");
    Text body =
        new Text(
            "새로 들어온 것이 있습니다. 검토 대기는 모두 " + waiting + "건입니다. 검토 화면에서 보실 수 있습니다.\n",
            "Something new has come in. " + waiting + " wait in all; see the review desk.\n");
    return new Letter(subject, body);
  }

  private static Letter told(Text what, Settings.Review centre) {
    Text body = new Text(what.ko() + "." + OPEN_LINK.ko(), what.en() + "." + OPEN_LINK.en());
    return new Letter(what, signed(body, centre));
  }

  private static Text signed(Text body, Settings.Review centre) {
    String phone = centre.centrePhone().isEmpty() ? "" : " " + centre.centrePhone();
    String end = "\n\n" + centre.centreName() + phone + "\n";
    return new Text(body.ko() + end, body.en() + end);
  }
}
