package kr.maeul.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.util.List;

/** Somebody who gives a story on a telephone, step by step. */
final class Giver {
  private final Page page;
  private final Village village;

  Giver(Page page, Village village) {
    this.page = page;
    this.village = village;
    page.context()
        .grantPermissions(
            List.of("microphone", "clipboard-read", "clipboard-write", "geolocation"));
  }

  Giver open(String path) {
    page.navigate(village.url(path));
    at("words");
    return this;
  }

  /** Waits until a step is there. */
  Giver at(String step) {
    page.locator("[data-step=" + step + "]").waitFor();
    return this;
  }

  Giver next(String step) {
    page.locator("#next").click();
    return at(step);
  }

  Giver words(String title, String text) {
    page.locator("#f-properties-title").fill(title);
    page.locator("#f-properties-text").fill(text);
    return this;
  }

  Giver pin() {
    Locator map = page.locator(".pin-map.leaflet-container");
    map.click(new Locator.ClickOptions().setPosition(150, 110));
    page.locator(".marker-own").waitFor();
    return this;
  }

  Giver photo(String name, byte[] content, String alt) {
    int before = page.locator("[data-photo]").count();
    page.locator("#photos-choose").setInputFiles(new FilePayload(name, "image/jpeg", content));
    page.locator("[data-photo]").nth(before).waitFor();
    page.locator("#f-media-" + before + "-alt").fill(alt);
    return this;
  }

  /** A recording of about a second, made in the page. */
  Giver recording() {
    page.locator(".sound .button-main").click();
    Locator time = page.locator(".sound-time");
    assertThat(time).hasText("0:01");
    page.locator(".sound .button-main").click();
    page.locator(".sound audio").waitFor();
    page.locator(".sound .button-main").click();
    page.locator(".sound .done").waitFor();
    return this;
  }

  Giver consents(String... names) {
    for (String name : names) {
      page.locator("#f-consents-" + name).check();
    }
    return this;
  }

  Giver grown() {
    page.locator("input[value=over-14]").check();
    return this;
  }

  /** Sends it; answers the path of the private link. */
  String send() {
    page.locator("#send").click();
    String link = page.locator("#link").getAttribute("href");
    assertThat(link).matches("http://.*/mine#[A-Za-z0-9_-]{43}");
    return link.substring(link.indexOf("/mine#"));
  }

  /** A short story from the first step to the private link. */
  String give(String title, String text) {
    open("/contribute");
    words(title, text);
    next("place").pin().next("media").next("you");
    consents("collection", "publication").grown().next("check");
    page.locator(".phone .item-title").waitFor();
    return send();
  }
}
