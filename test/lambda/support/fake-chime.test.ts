import { FakeChime } from './fake-chime';
import { describePhoneNumberService } from './phone-number-service-contract';

describePhoneNumberService(() => {
  const chime = new FakeChime();
  return {
    client: chime,
    has: (numbers, holder, productType = undefined) => { chime.has(numbers, holder, productType && { productType }); },
    lacks: phoneNumber => { chime.lacks(phoneNumber); },
    lacksOwner: owner => { chime.lacksOwner(owner); },
    now: () => chime.clock.now(),
    pass: millis => { void chime.clock.sleep(millis); },
  };
});
