package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every link leads somewhere, and what it leads to is of the type that it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrawlTest {
  private Village village;

  @BeforeAll
  void open() throws Exception {
    village = new Village();
  }

  @AfterAll
  void close() {
    village.close();
  }

  @Test
  void everyLinkOfTheDataAnswersWithItsType() throws Exception {
    assertThat(
            new Crawler(village)
                .data(
                    "/api",
                    "/api/collections/stories/items/angel?lang=en",
                    "/api/collections/stories/items?limit=1&offset=1&theme=place",
                    "/api/search?q=%EC%B2%9C"))
        .hasSizeGreaterThan(40);
  }

  @Test
  void everyAddressOnThePagesAnswers() throws Exception {
    assertThat(new Crawler(village).pages("/api?f=html", "/api/search?f=html&lang=en&q=%EC%B2%9C"))
        .filteredOn(path -> path.contains("/items/"))
        .hasSizeGreaterThan(10);
  }
}
