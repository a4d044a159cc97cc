export {
  createReferee,
  type JoinRefusal,
  type PublicRoom,
  type Referee,
  type RefereeOptions,
} from './referee.ts';
