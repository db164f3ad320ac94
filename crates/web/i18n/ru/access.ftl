# People, signing in, accounts.
limited-to-others = открыто только другой группе
ruling-access = решение о том, кто это видит
nav-people = Люди
who-is-in = Вы —

sign-in-title = Вход
sign-in-handle = Позывной
sign-in-password = Пароль
sign-in-code = Код
sign-in-code-about = Шесть цифр из приложения, если вы его подключили.
sign-in-go = Войти
sign-in-passkey = Войти с ключом доступа
sign-in-wrong = Позывной, пароль или код не подходит.
sign-in-wait = { $minutes ->
    [one] Слишком много попыток. Подождите { $minutes } минуту и попробуйте снова.
    [few] Слишком много попыток. Подождите { $minutes } минуты и попробуйте снова.
   *[other] Слишком много попыток. Подождите { $minutes } минут и попробуйте снова.
    }
sign-in-kept = Сеанс закончился. Написанное сохранено на этой странице: войдите, и оно будет отправлено.
sign-in-nobody = Здесь пока нет учётных записей. Кто запустил сервер, входит по напечатанной ссылке и приглашает остальных на странице «Люди».
sign-in-lost = Потеряли все способы входа? Двое других, кто отвечает за людей, могут впустить вас снова.
passkey-failed = Не получилось. Попробуйте ещё раз или войдите с паролем.
passkey-by-name = Ключи доступа работают, когда сервер открыт по имени:

resume-title = Вы снова вошли
resume-about = Написанное сохранилось. Отправьте его сейчас: в деле его ещё нет.
resume-go = Отправить сейчас
resume-leave = Не отправлять
resume-what = Что будет отправлено

join-title = Приглашение
join-about = Вас пригласили под позывным { $handle }, роли:
join-go = Войти
join-differ = Пароли не совпадают.
join-used = Эта ссылка ничего не открывает
join-used-advice = Её уже использовали, она устарела или её не было. Попросите новую у координатора.

account-title = Учётная запись
account-roles = Ваши роли:
account-groups = Ваши группы:
account-ways = Способы входа
account-remove = Убрать
account-passkey = Ключи доступа
account-passkey-about = Ключ доступа хранит ваше устройство или аппаратный ключ; его нельзя угадать и нельзя ввести на поддельной странице. Заведите два, чтобы потеря одного устройства не закрыла вам вход.
account-passkey-name = Как вы его назовёте
account-passkey-add = Добавить ключ доступа
account-passkey-script = Чтобы добавить ключ доступа, нужен JavaScript; пароль с кодом работает без него.
account-codes = Коды
account-codes-on = Вместе с паролем спрашивается код.
account-codes-about = Приложение в телефоне показывает новый код каждые полминуты. Внесите в него этот секрет и напишите код, который оно покажет.
account-codes-open = Открыть в приложении на этом устройстве
account-codes-code = Код, который оно показывает сейчас
account-codes-add = Спрашивать код впредь
account-password = Пароль
account-old = Прежний пароль
account-new = Новый пароль
account-again = Ещё раз
account-words = Не меньше 12 знаков. Четыре-пять случайных слов — это длинно и легко запомнить.
account-change = Сменить пароль
account-sessions = Где вы вошли
account-end = Выйти на всех других устройствах

people-title = Люди
people-about = Кто здесь работает: позывные, но не настоящие имена. Изменения действуют сразу.
people-all = Все
people-none = Учётных записей пока нет. Сначала пригласите себя — координатором.
people-you = (это вы)
people-out = вход закрыт
people-since = с
people-sessions = { $number ->
    [0] сеансов нет
    [one] { $number } сеанс
    [few] { $number } сеанса
   *[other] { $number } сеансов
    }
people-change = Изменить
people-roles = Роли
people-groups = Группы
people-groups-about = Названия через запятую. Записи, закрытые для группы, видят только её участники.
people-active = Этот человек
people-may = может входить
people-may-not = больше не входит, сразу
people-save = Сохранить
people-recover = Попросить новый вход
people-recover-about = Для того, кто потерял все способы входа. Второй человек, отвечающий за людей, должен согласиться в течение суток; прежние способы входа тогда перестают действовать.
people-asked = Ждёт второго человека
people-agree = Согласиться
people-link = Ссылка для { $handle }
people-link-about = Показана один раз и работает один раз, неделю. Передайте её надёжным путём, не открытой почтой.
people-invite = Пригласить
people-handle = Позывной
people-handle-about = Например op-3. Он останется подо всем, что человек сохранит.
people-invite-go = Создать ссылку
people-why-invite = входит в команду
people-why-change = обязанности изменились
people-why-recover = потеряны все способы входа; знаю лично
people-why-agree = знаю лично
asked-export = { $by } просит разрешить выгрузку; это касается { $about }.
asked-recover = { $by } просит новый вход для { $about }.

way-password = пароль
way-totp = коды
way-passkey = ключ доступа
way-invitation = приглашение
way-token = токен программы

role-operator = оператор
role-operator-about = принимает звонки, отвечает семьям
role-dispatcher = диспетчер
role-dispatcher-about = направляет адвокатов, звонит в отделы
role-liaison = связь с семьями
role-liaison-about = говорит с родными
role-verifier = проверяющий
role-verifier-about = проверяет сообщения и решает
role-analyst = аналитик
role-analyst-about = считает и оценивает, без имён
role-publisher = издатель
role-publisher-about = публикует то, что можно
role-coordinator = координатор
role-coordinator-about = отвечает за людей и порядок
role-guest = гость
role-guest-about = видит только числа
