import { HolidayCalendar } from '../../contracts/calendar.ts';
import cn20181206 from './cn-2018-12-06.json' with { type: 'json' };
import cn20190322 from './cn-2019-03-22.json' with { type: 'json' };
import cn20191121 from './cn-2019-11-21.json' with { type: 'json' };
import cn20200127 from './cn-2020-01-27.json' with { type: 'json' };
import cn20201125 from './cn-2020-11-25.json' with { type: 'json' };
import cn20211025 from './cn-2021-10-25.json' with { type: 'json' };
import cn20221208 from './cn-2022-12-08.json' with { type: 'json' };
import cn20231025 from './cn-2023-10-25.json' with { type: 'json' };
import cn20241112 from './cn-2024-11-12.json' with { type: 'json' };
import cn20251104 from './cn-2025-11-04.json' with { type: 'json' };

/** National calendar versions that come with the software, oldest first; each holds all notices known on its day. */
export const nationalCalendars: readonly HolidayCalendar[] = [
  cn20181206,
  cn20190322,
  cn20191121,
  cn20200127,
  cn20201125,
  cn20211025,
  cn20221208,
  cn20231025,
  cn20241112,
  cn20251104,
].map((data) => HolidayCalendar.parse(data));
