package kr.maeul.system;

import kr.maeul.store.TestDatabase;

class PostGisStaffPrivacyTest extends StaffPrivacyContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postGis();
  }
}
