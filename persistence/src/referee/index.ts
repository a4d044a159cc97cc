export { createReferee, type PublicRoom, type Referee, type RefereeOptions } from './referee.ts';
